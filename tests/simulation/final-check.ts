import type { Draft } from './device/device.ts';
import type { LedgerBatch } from './server/ledger.ts';
import { rowsOf } from './server/ledger.ts';
import type { World } from './world.ts';

/** What must be true once faults are over and all is quiet: everything saved has had exactly its one effect. */
export function checkTheEnd(world: World): void {
  for (const draft of world.oracle.saved.values()) checkUpload(draft, world);
  checkAccounts(world);
  checkDevices(world);
}

function checkUpload({ draftId, fileName, person, list }: Draft, world: World): void {
  const { oracle, server } = world;
  const batches = server.ledger.batches.filter((batch) => batch.header.fileName === fileName);
  const committed = batches.filter((batch) => batch.committedAt !== null);
  if (batches.some((batch) => batch.batchId !== draftId)) oracle.violate('sent-under-another-id', fileName);
  if (committed.length > 1) oracle.violate('doubled', `${fileName} is ${committed.length} uploads`);
  const [batch] = committed;
  if (batch === undefined) {
    if (!isOnADevice(draftId, world)) oracle.violate('lost', fileName);
    else oracle.violate('stuck', `${fileName} is still on the device`);
    return;
  }
  if (batch.status !== 'completed') oracle.violate('stuck', `${fileName} is ${batch.status} on the server`);
  if (batch.uploadedBy !== person) oracle.violate('lied', `${fileName} went out in another name`);
  const digests = [...batch.chunks].sort(([one], [other]) => one - other).map(([, chunk]) => chunk.digest);
  const meant = list.chunks.map((chunk) => chunk.digest);
  if (digests.join() !== meant.join()) oracle.violate('lost', `rows of ${fileName}`);
  checkRows(batch, world);
}

function isOnADevice(batchId: string, { devices }: World): boolean {
  return devices.some(({ outbox }) => outbox.uploads.has(batchId) || outbox.drafts.has(batchId));
}

function checkRows(batch: LedgerBatch, { oracle, server }: World): void {
  const { fileName } = batch.header;
  const outcomes = server.ledger.outcomes.filter((outcome) => outcome.batchId === batch.batchId);
  const guids = new Map(server.ledger.accounts.map((account) => [account.guid, account]));
  rowsOf(batch).forEach((studentId, index) => {
    const ofRow = outcomes.filter((outcome) => outcome.rowNumber === index + 2);
    if (ofRow.length > 1) oracle.violate('doubled', `row ${index + 2} of ${fileName}`);
    const isThere = ofRow.some((outcome) => guids.get(outcome.guid)?.studentId === studentId);
    if (!isThere && batch.status === 'completed') oracle.violate('lost', `row ${index + 2} of ${fileName}`);
  });
}

function checkAccounts({ oracle, server }: World): void {
  const { accounts, outcomes } = server.ledger;
  const students = new Set(accounts.map(({ schoolId, studentId }) => `${schoolId}/${studentId}`));
  if (students.size < accounts.length) oracle.violate('doubled', 'two accounts for one student');
  for (const { guid } of accounts) {
    const made = outcomes.filter((one) => one.guid === guid && one.outcome === 'created').length;
    if (made !== 1) oracle.violate(made === 0 ? 'lost' : 'doubled', `account ${guid}: ${made} outcomes`);
  }
}

/** The history shows everything by now, so that nothing is left on a device. */
function checkDevices({ devices, oracle }: World): void {
  for (const { name, outbox } of devices) {
    for (const { entry } of outbox.uploads.values()) {
      oracle.violate('stuck', `${name} still shows ${entry.batchId} as ${entry.status} (${entry.reason})`);
    }
    if (outbox.chunks.size > 0) oracle.violate('stuck', `${name} keeps chunks of no upload`);
  }
}
