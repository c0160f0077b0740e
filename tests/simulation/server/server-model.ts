import { gunzipSync } from 'node:zlib';
import type { ChunkColumns } from '#domain/batches/chunk-columns.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { BatchHeader } from '#protocol/batches.ts';
import { personHeader } from '#protocol/media-type.ts';
import { readContentDigest } from '#sync-server/batches/chunk-digest.ts';
import { sha256 } from '../class-lists.ts';
import { findBatch, type Ledger, type LedgerBatch } from './ledger.ts';
import { answerWith, nothing, refuseWith, type ServerAnswer, type ServerRequest } from './messages.ts';

/** A person and the schools this person may import into. */
export interface Member {
  readonly userGuid: string;
  readonly schoolIds: readonly string[];
}

/**
 * What the server answers to an upload, on a ledger in memory.
 *
 * A stand-in for `sync-server/batches`, because 20,000 runs on the real one do not fit into a test: a run of three
 * small uploads costs it 14 ms on SQLite in memory (2 ms to open a copied database, 5.5 ms to receive, 6.5 ms to
 * process), the stand-in well under one. `differential.test.ts` sends both the same requests and wants the same answers
 * and the same effects, so that what is shown here holds there. Methods, so that a planted bug can replace one.
 */
export class ServerModel {
  readonly ledger: Ledger;
  readonly members: readonly Member[];
  readonly now: () => Milliseconds;
  readonly wakeJobs: () => void;

  constructor(parts: Pick<ServerModel, 'ledger' | 'members' | 'now' | 'wakeJobs'>) {
    this.ledger = parts.ledger;
    this.members = parts.members;
    this.now = parts.now;
    this.wakeJobs = parts.wakeJobs;
  }

  answer(request: ServerRequest): ServerAnswer {
    const member = this.members.find((one) => one.userGuid === request.person);
    const { method, path, headers } = request;
    if (!member || (headers[personHeader] ?? member.userGuid) !== member.userGuid)
      return refuseWith('auth.required');
    if (path === '/api/session') return answerWith(describe(member));
    if (path.startsWith('/api/batches?')) return this.history(path.slice(path.indexOf('=') + 1), member);
    const [, , , batchId = '', part, index] = path.split('/');
    if (method === 'PUT' && part === undefined) return this.announce(batchId, request, member);
    if (part === 'chunks') return this.takeChunk(batchId, Number(index), request, member);
    if (part === 'commit') return this.commit(batchId, member);
    return refuseWith('not_found');
  }

  /** As receive-batch.ts and its route. */
  announce(batchId: string, request: ServerRequest, member: Member): ServerAnswer {
    const header = request.json as BatchHeader;
    if (!member.schoolIds.includes(header.schoolId)) return refuseWith('not_found');
    const batch = this.insertReceiving(batchId, header, member);
    const isSame =
      batch.uploadedBy === member.userGuid && JSON.stringify(batch.header) === JSON.stringify(header);
    if (!isSame) return refuseWith('batch.id_reused');
    const have = [...batch.chunks.keys()].sort((one, other) => one - other);
    return answerWith({ have, receipt: this.receiptOf(batch) });
  }

  insertReceiving(batchId: string, header: BatchHeader, { userGuid }: Member): LedgerBatch {
    const known = findBatch(this.ledger, batchId);
    if (known) return known;
    const batch: LedgerBatch = {
      batchId,
      uploadedBy: userGuid,
      header,
      chunks: new Map(),
      status: 'receiving',
      committedAt: null,
      doneRowCount: 0,
      leaseOwner: null,
      leaseUntil: 0,
    };
    this.ledger.batches.push(batch);
    return batch;
  }

  /** As unzip-chunk.ts and receive-chunk.ts. */
  takeChunk(batchId: string, index: number, request: ServerRequest, member: Member): ServerAnswer {
    const json = unzip(request.bytes);
    if (json === null) return refuseWith('batch.chunk_damaged');
    const batch = this.findOwn(batchId, member);
    if (!batch) return refuseWith('not_found');
    const digest = sha256(json);
    if (readContentDigest(request.headers['Content-Digest']) !== digest)
      return refuseWith('batch.chunk_damaged');
    if (index >= batch.header.chunkCount) return refuseWith('request.malformed');
    const known = batch.chunks.get(index);
    if (known) return known.digest === digest ? nothing : refuseWith('batch.chunk_damaged');
    const { columns } = JSON.parse(json.toString()) as ChunkColumns;
    batch.chunks.set(index, { digest, studentIds: columns[0] ?? [] });
    return nothing;
  }

  /** As commit-batch.ts and its route. */
  commit(batchId: string, member: Member): ServerAnswer {
    const batch = this.findOwn(batchId, member);
    if (!batch || !member.schoolIds.includes(batch.header.schoolId)) return refuseWith('not_found');
    const receipt = this.receiptOf(batch);
    if (receipt) return answerWith(receipt, 202);
    if (batch.chunks.size < batch.header.chunkCount) return refuseWith('batch.chunks_missing');
    if (payloadHash(batch) !== batch.header.payloadHash) return refuseWith('batch.chunk_damaged');
    this.queue(batch);
    return answerWith(this.receiptOf(batch) ?? {}, 202);
  }

  queue(batch: LedgerBatch): void {
    batch.status = 'queued';
    batch.committedAt = this.now();
    this.wakeJobs();
  }

  history(schoolId: string, member: Member): ServerAnswer {
    if (!member.schoolIds.includes(schoolId)) return refuseWith('not_found');
    const batches = this.ledger.batches.filter(
      (batch) => batch.committedAt !== null && batch.header.schoolId === schoolId,
    );
    return answerWith({ batches: batches.map(({ batchId, status }) => ({ batchId, status })), next: null });
  }

  findOwn(batchId: string, { userGuid }: Member): LedgerBatch | undefined {
    const batch = findBatch(this.ledger, batchId);
    return batch?.uploadedBy === userGuid ? batch : undefined;
  }

  receiptOf({ batchId, committedAt, header }: LedgerBatch): object | null {
    return committedAt === null
      ? null
      : { batchId, payloadHash: header.payloadHash, acceptedAt: committedAt };
  }
}

function describe({ userGuid, schoolIds }: Member): object {
  const schools = schoolIds.map((schoolId) => ({ schoolId, districtId: 'district', name: schoolId }));
  const names = { username: userGuid, firstName: 'A', lastName: 'Teacher', role: 'teacher' };
  return { userGuid, ...names, schools, mustChangePassword: false };
}

function payloadHash({ chunks }: LedgerBatch): string {
  const inOrder = [...chunks].sort(([one], [other]) => one - other);
  return sha256(inOrder.map(([, chunk]) => chunk.digest).join('\n'));
}

const unzipped = new WeakMap<ArrayBuffer, Buffer | null>();

/** The same bytes are sent many times in many runs, and each is unzipped once. */
function unzip(bytes: ArrayBuffer | null): Buffer | null {
  if (bytes === null) return null;
  const known = unzipped.get(bytes);
  if (known !== undefined) return known;
  const json = tryUnzip(bytes);
  unzipped.set(bytes, json);
  return json;
}

function tryUnzip(bytes: ArrayBuffer): Buffer | null {
  try {
    return gunzipSync(bytes);
  } catch (trouble) {
    // zlib names its own errors; anything else is a bug of ours.
    if (trouble instanceof Error && 'code' in trouble && String(trouble.code).startsWith('Z_')) return null;
    throw trouble;
  }
}
