/** Everything that can go wrong in a run. A seed draws some of them, so that each is also met with few others around. */
export const requestFaults = [
  'refused',
  'request-lost',
  'answer-lost',
  'answer-truncated',
  'duplicated',
  'delayed',
  'stale-answer',
  'captive-portal',
  'redirect-lie',
  'empty-lie',
  'busy-seconds',
  'busy-date',
  'busy-proxy',
  'chunk-corrupted',
  'unknown-refusal',
  'wrong-receipt',
  'crash-before-commit',
  'crash-after-commit',
] as const;
export type RequestFault = (typeof requestFaults)[number];

export const deviceFaults = [
  'offline',
  'large-requests-cut',
  'session-end',
  'other-person',
  'tab-closed',
  'tab-crashed',
  'worker-stopped',
  'browser-killed',
  'tab-frozen',
  'clock-jump',
  'storage-full',
  'storage-lost',
  'upload-pressed-twice',
  'version-mismatch',
  'runner-stalled',
] as const;
export type DeviceFault = (typeof deviceFaults)[number];

export type Fault = RequestFault | DeviceFault | 'long-absence';
export const allFaults: readonly Fault[] = [...requestFaults, ...deviceFaults, 'long-absence'];
