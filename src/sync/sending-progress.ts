/** How far the upload that is being sent has come. */
export interface SendingProgress {
  readonly batchId: string;
  /** Chunks the server has said it has. */
  readonly acknowledged: number;
}

const channelName = 'rollbook-sending';
const listeners = new Set<(progress: SendingProgress) => void>();
let channel: BroadcastChannel | null = null;

/** Only one tab sends; every tab shows how far that is. Nothing of it is kept: after a restart the server says again. */
export function tellSending(progress: SendingProgress): void {
  for (const listener of listeners) listener(progress);
  openChannel().postMessage(progress);
}

/** Calls back with what is told in any tab, until the returned function is called. */
export function onSending(listener: (progress: SendingProgress) => void): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function openChannel(): BroadcastChannel {
  if (channel === null) {
    channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', ({ data }: MessageEvent<SendingProgress>) => {
      for (const listener of listeners) listener(data);
    });
  }
  return channel;
}
