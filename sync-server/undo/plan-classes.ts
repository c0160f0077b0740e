import type { ClassGuid } from '#domain/ids.ts';
import { findOtherUploads, type Undoing } from './gather-since.ts';
import type { Leftover } from './plan-undo.ts';

/** What becomes of the classes an upload made, and of the programs it put on others, once its places are taken back. */
export interface ClassPlan {
  readonly removed: ClassGuid[];
  readonly programs: { readonly classGuid: ClassGuid; readonly masterCode: string }[];
  readonly left: Leftover[];
}

/** `taken` are places still in the database that count as taken back: those of a preview. By class. */
export async function planClasses(
  undoing: Undoing,
  taken: ReadonlyMap<ClassGuid, number> = new Map(),
): Promise<ClassPlan> {
  const touched = await findTouched(undoing);
  const plan: ClassPlan = { removed: [], programs: [], left: [] };
  if (touched.length === 0) return plan;
  const places = await countPlaces(touched, undoing);
  const named = await findNamed(touched, undoing);
  for (const classGuid of await findMade(touched, undoing)) {
    const isInUse = (places.get(classGuid) ?? 0) > (taken.get(classGuid) ?? 0);
    if (isInUse) plan.left.push(left('class', 'in-use', classGuid));
    else if (named.has(classGuid)) plan.left.push(left('class', 'later-upload', classGuid));
    else plan.removed.push(classGuid);
  }
  const gone = new Set([...plan.removed, ...plan.left.flatMap((one) => one.classGuid ?? [])]);
  for (const { classGuid, masterCode } of await findPrograms(touched, undoing)) {
    if (gone.has(classGuid)) continue;
    if (named.has(classGuid)) plan.left.push(left('program', 'later-upload', classGuid));
    else plan.programs.push({ classGuid, masterCode });
  }
  return plan;
}

function left(thing: Leftover['thing'], reason: Leftover['reason'], classGuid: ClassGuid): Leftover {
  return { thing, reason, userGuid: null, classGuid, columns: [] };
}

async function findTouched({ trx, batchId }: Undoing): Promise<ClassGuid[]> {
  const found = await trx
    .selectFrom('row_outcomes')
    .select('class_guid')
    .distinct()
    .where('batch_id', '=', batchId)
    .where('class_guid', 'is not', null)
    .where('outcome', 'in', ['created', 'updated'])
    .execute();
  return found.flatMap((one) => one.class_guid ?? []);
}

async function findMade(touched: readonly ClassGuid[], { trx, dialect, batchId }: Undoing) {
  const found = await trx
    .selectFrom('classes')
    .select('class_guid')
    .where('created_by_batch_id', '=', batchId)
    .where(dialect.isOneOf('class_guid', touched))
    .orderBy('class_id')
    .execute();
  return found.map((one) => one.class_guid);
}

async function countPlaces(touched: readonly ClassGuid[], { trx, dialect }: Undoing) {
  const found = await trx
    .selectFrom('enrollments')
    .select(({ fn }) => ['class_guid', fn.countAll<number>().as('count')])
    .where(dialect.isOneOf('class_guid', touched))
    .groupBy('class_guid')
    .execute();
  return new Map(found.map((one) => [one.class_guid, Number(one.count)]));
}

/** The classes that another upload names. */
async function findNamed(touched: readonly ClassGuid[], undoing: Undoing): Promise<ReadonlySet<ClassGuid>> {
  const others = await findOtherUploads(undoing);
  if (others.length === 0) return new Set();
  const found = await undoing.trx
    .selectFrom('row_outcomes')
    .select('class_guid')
    .distinct()
    .where(undoing.dialect.isOneOf('batch_id', others))
    .where(undoing.dialect.isOneOf('class_guid', touched))
    .where('outcome', '!=', 'refused')
    .execute();
  return new Set(found.flatMap((one) => one.class_guid ?? []));
}

function findPrograms(touched: readonly ClassGuid[], { trx, dialect, batchId }: Undoing) {
  return trx
    .selectFrom('class_programs')
    .select(['class_guid as classGuid', 'master_code as masterCode'])
    .where('added_by_batch_id', '=', batchId)
    .where(dialect.isOneOf('class_guid', touched))
    .execute();
}
