import type { Draft } from '#domain/drafts/draft.ts';
import { findMappingFaults, headerShape } from '#domain/roster/mapping-faults.ts';
import { recallMapping } from '#storage/header-mappings.ts';
import type { OpenedRoster, RosterWorker } from '#worker/roster-api.ts';
import { session } from '../session/session.svelte.ts';

/** A page that was just loaded opens its keys in a moment, or without a network not at all. */
const PATIENCE_MS = 2_000;

/** An opened file with its columns as far as they are known. */
export interface KnownColumns {
  readonly opened: OpenedRoster;
  readonly mappedBy: Draft['mappedBy'];
}

/**
 * Takes up what the person said of such a file last time. Without that, names that leave no question stand; else nobody has said
 * yet what the columns mean.
 */
export async function takeUpColumns(
  opened: OpenedRoster,
  userGuid: string,
  roster: RosterWorker,
): Promise<KnownColumns> {
  const { header, mapping } = opened.head;
  const shape = headerShape(header);
  const known =
    shape === null
      ? null
      : await recallMapping(userGuid, shape, session.keys === 'opening' ? PATIENCE_MS : 0);
  const { missing, clashing } = findMappingFaults(known ?? []);
  if (known?.length !== header.length || missing.length + clashing.length > 0) {
    return { opened, mappedBy: opened.isMapped ? undefined : 'nobody' };
  }
  const isSame = known.every((meaning, index) => meaning === mapping[index]);
  if (isSame && opened.isMapped) return { opened, mappedBy: undefined };
  return { opened: { ...opened, ...(await roster.map(known)) }, mappedBy: 'memory' };
}
