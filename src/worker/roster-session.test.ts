import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { toRows, type ChunkColumns } from '#domain/batches/chunk-columns.ts';
import type { RosterChange } from '#domain/drafts/edit-draft.ts';
import { readFile } from '#spreadsheets/read-file.ts';
import type { ChangeResult, OpenedRoster, RosterWorker } from './roster-api.ts';
import { createRosterSession } from './roster-session.ts';

const ignore = () => {};

/** A class list of `count` rows; every hundredth lacks the last name. */
function classList(count: number): File {
  const rows = Array.from({ length: count }, (_, n) => `S${n},Ana,${n % 100 === 7 ? '' : 'Lopez'},x${n}\r\n`);
  return new File([`Student ID,First Name,Last Name,Locker\r\n${rows.join('')}`], 'class.csv');
}

async function open(file: File): Promise<{ session: RosterWorker; opened: OpenedRoster }> {
  const session = createRosterSession(readFile);
  const opened = await session.openFile(file, ignore);
  if (!opened.ok) throw new Error(opened.refusal.code);
  return { session, opened: opened.value };
}

/** The chunks of an upload as the server reads them. */
async function unpack(session: RosterWorker) {
  const { chunks } = await session.pack();
  return chunks.map(({ bytes }) => toRows(JSON.parse(gunzipSync(bytes).toString()) as ChunkColumns));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('an opened file', () => {
  test('gives its head, its counts and its rows in blocks of a thousand', async () => {
    const { opened } = await open(classList(2500));

    expect(opened.head).toMatchObject({
      mapping: ['studentId', 'firstName', 'lastName', null],
      rowCount: 2500,
    });
    expect(opened.blocks).toHaveLength(3);
    expect(opened.summary).toMatchObject({
      rowCount: 2500,
      refusedRowCount: 25,
      problemCounts: [{ code: 'cell.required', column: 'lastName', rows: 25 }],
    });
  });

  test('that has to be asked about is mapped only as far as it is sure, and says what its columns hold', async () => {
    const lines = ['ID,Name,Room', '0012,"Lopez, Ana",4', '0013,"Kim, Ben",4'];
    const { session, opened } = await open(new File([lines.join('\r\n')], 'class.csv'));

    expect(opened).toMatchObject({ isMapped: false, head: { mapping: [null, null, null] } });
    expect(await session.columns()).toEqual([
      {
        header: 'ID',
        samples: ['0012', '0013'],
        proposal: { meaning: 'studentId', certainty: 'likely', why: 'vague' },
      },
      {
        header: 'Name',
        samples: ['Lopez, Ana', 'Kim, Ben'],
        proposal: { meaning: 'lastFirst', certainty: 'likely', why: 'content' },
      },
      { header: 'Room', samples: ['4'], proposal: { meaning: null, certainty: 'unknown', why: 'not_used' } },
    ]);
    const mapping = ['studentId', 'lastFirst', null] as const;
    const known = await session.map(mapping);
    expect(known).toMatchObject({ head: { mapping }, summary: { refusedRowCount: 0, studentCount: 2 } });
    expect((await session.undo()).head.mapping).toEqual(mapping);
  });

  test('shows its rows, all of them or those with problems, in file order', async () => {
    const { session } = await open(classList(2500));

    const all = await session.view({ filter: 'all', from: 2498, count: 50 });
    expect(all.total).toBe(2500);
    expect(all.rows.map((row) => row.rowNumber)).toEqual([2500, 2501]);

    const problems = await session.view({ filter: 'problems', from: 1, count: 1 });
    expect(problems.total).toBe(25);
    expect(problems.rows).toMatchObject([
      { rowNumber: 109, cells: ['S107', 'Ana', '', 'x107'], problems: [{ code: 'cell.required' }] },
    ]);

    const group = { code: 'cell.required', column: 'lastName' } as const;
    expect(await session.view({ filter: group, from: 0, count: 1 })).toMatchObject({ total: 25 });
    expect(await session.view({ filter: { ...group, column: 'email' }, from: 0, count: 1 })).toMatchObject({
      total: 0,
      rows: [],
    });
  });

  test('that cannot be taken says why', async () => {
    const session = createRosterSession(readFile);
    const codeOf = async (content: string, name = 'class.csv') => {
      const result = await session.openFile(new File([content], name), ignore);
      return result.ok ? 'ok' : result.refusal.code;
    };
    expect(await codeOf('')).toBe('file.empty');
    expect(await codeOf('Student ID,First Name,Last Name\r\n')).toBe('file.no_rows');
    expect(await codeOf('Dear parents\r\n\r\nSchool begins\r\n')).toBe('file.no_header');
    expect(await codeOf('x', 'photo.png')).toBe('file.wrong_type');
    expect(await codeOf('x'.repeat(26 * 1024 * 1024))).toBe('file.too_large');
  });
});

describe('files chosen together', () => {
  const users =
    'sourcedId,status,role,givenName,familyName,identifier\r\nu1,,student,Ana,Lopez,1\r\nt1,,teacher,Tom,Ray,2\r\n';

  test('of one export are one roster, and it is said what was left out', async () => {
    const session = createRosterSession(readFile);
    const classes = new File(['sourcedId,title,classType\r\nc1,Math,homeroom\r\n'], 'classes.csv');
    const places = new File(['classSourcedId,userSourcedId,role\r\nc1,u1,student\r\n'], 'enrollments.csv');
    const opened = await session.openFile(new File([users], 'users.csv'), ignore, {
      others: [classes, places],
    });
    expect(opened).toMatchObject({
      ok: true,
      value: { summary: { rowCount: 1 }, notes: [{ code: 'set.other_people', count: 1 }] },
    });
  });

  test('are refused when they are too large together', async () => {
    const session = createRosterSession(readFile);
    const half = new File(['x'.repeat(13 * 1024 * 1024)], 'a.csv');
    const opened = await session.openFile(half, ignore, { others: [half] });
    expect(opened).toMatchObject({ ok: false, refusal: { code: 'file.too_large' } });
  });
});

test('a workbook with several lists asks which, and opens the one that is named', async () => {
  const session = createRosterSession(readFile);
  const list = (id: string) => [
    ['Student ID', 'First Name', 'Last Name'],
    [id, 'Ana', 'Lopez'],
  ];
  const [sheets, names] = [{ 'Room 4': list('4'), 'Room 5': list('5') }, ['Room 4', 'Room 5']];
  const Sheets = Object.fromEntries(
    Object.entries(sheets).map(([name, rows]) => [name, utils.aoa_to_sheet(rows)]),
  );
  const bytes = write({ SheetNames: names, Sheets }, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
  const file = new File([bytes], 'rooms.xlsx');
  expect(await session.openFile(file, ignore)).toEqual({
    ok: false,
    refusal: { code: 'file.several_sheets', sheets: names.map((name) => ({ name, rows: 1 })) },
  });
  await session.openFile(file, ignore, { sheet: 'Room 5' });
  const { rows } = await session.view({ filter: 'all', from: 0, count: 5 });
  expect(rows.map(({ cells }) => cells[0])).toEqual(['5']);
});

describe('a roster without a file', () => {
  test('is blank rows that count for nothing until somebody types in them', async () => {
    const session = createRosterSession(readFile);
    const mapping = ['studentId', 'firstName', 'lastName'] as const;
    const opened = await session.openBlank({ header: mapping, mapping }, 10);
    expect(opened).toMatchObject({ head: { rowCount: 0 }, summary: { rowCount: 0, problemCounts: [] } });
    const view = await session.view({ filter: 'all', from: 0, count: 1 });
    expect(view).toMatchObject({ total: 10, allRows: 10, nextRowNumber: 12, rows: [{ rowNumber: 2 }] });
    const cells = ['S1', 'Ana', 'Lopez'].map((text, columnIndex) => ({ rowNumber: 3, columnIndex, text }));
    const { head, summary } = await session.change([{ type: 'cells', cells }]);
    expect(head.rowCount).toBe(1);
    expect(summary).toMatchObject({ rowCount: 1, refusedRowCount: 0 });
    expect(await unpack(session)).toEqual([[{ rowNumber: 3, cells: ['S1', 'Ana', 'Lopez'] }]]);
  });
});

test('the next row with a problem is found from any row on, and from the start again', async () => {
  const { session } = await open(classList(250));
  expect(await session.findNextProblem(0, { filter: 'all' })).toBe(7);
  expect(await session.findNextProblem(8, { filter: 'all' })).toBe(107);
  expect(await session.findNextProblem(208, { filter: 'all' })).toBe(7);
  expect(await session.findNextProblem(250, { filter: 'all' })).toBe(7);
  const none = await open(classList(5));
  expect(await none.session.findNextProblem(0, { filter: 'all' })).toBeNull();
});

describe('rows in another order', () => {
  test('keep their places while they are edited, and go back to those of the file', async () => {
    const { session } = await open(classList(3));
    const sort = { columnIndex: 0, direction: 'descending', turn: 1 } as const;
    const shown = async (turn: number) =>
      (await session.view({ filter: 'all', sort: { ...sort, turn }, from: 0, count: 9 })).rows.map(
        ({ cells }) => cells[0],
      );
    expect(await shown(1)).toEqual(['S2', 'S1', 'S0']);
    await session.change([{ type: 'cells', cells: [{ rowNumber: 2, columnIndex: 0, text: 'S9' }] }]);
    expect(await shown(1)).toEqual(['S2', 'S1', 'S9']);
    expect(await session.findPosition(2, { filter: 'all', sort })).toBe(2);
    expect(await shown(2)).toEqual(['S9', 'S2', 'S1']);
    expect(await session.findPosition(2, { filter: 'all' })).toBe(0);
    expect(await session.findPosition(99, { filter: 'all' })).toBeNull();
  });
});

describe('a stored draft', () => {
  test('is the same roster again', async () => {
    const { session, opened } = await open(classList(2500));
    const again = createRosterSession(readFile);

    expect(await again.openDraft(opened.head, opened.blocks)).toEqual(opened.summary);
    expect(await again.pack()).toEqual(await session.pack());
  });
});

describe('a change', () => {
  const edit = (rowNumber: number, columnIndex: number, text: string): RosterChange[] => [
    { type: 'cells', cells: [{ rowNumber, columnIndex, text }] },
  ];

  /** What is on the device after a change. */
  function stored(blocks: readonly ArrayBuffer[], result: ChangeResult): ArrayBuffer[] {
    const all = [...blocks];
    for (const { index, bytes } of result.blocks) all[index] = bytes;
    return all.slice(0, result.blockCount);
  }

  test('of a cell is checked with the whole roster, and its block alone is stored again', async () => {
    const { session, opened } = await open(classList(2500));
    const result = await session.change(edit(2009, 2, 'Kim'));
    expect(result).toMatchObject({
      summary: { refusedRowCount: 24 },
      row: { rowNumber: 2009, cells: ['S2007', 'Ana', 'Kim', 'x2007'], problems: [] },
      blockCount: 3,
      undoStep: { what: 'cells', count: 1, rowNumber: 2009 },
      redoStep: null,
    });
    expect(result.blocks.map(({ index }) => index)).toEqual([2]);
    const again = createRosterSession(readFile);
    expect(await again.openDraft(result.head, stored(opened.blocks, result))).toEqual(result.summary);
  });

  test('of a cell can make another row wrong', async () => {
    const { session } = await open(classList(10));
    const { summary } = await session.change(edit(2, 0, 'S1'));
    expect(summary.refusedRowCount + summary.warnedRowCount).toBeGreaterThan(1);
  });

  test('is taken back and made again, block by block', async () => {
    const { session, opened } = await open(classList(2000));
    const before = await session.pack();
    const added = await session.change([
      { type: 'addRows', rows: [{ rowNumber: 2002, cells: ['new', 'Bo', 'Li', ''] }] },
    ]);
    expect(added.blocks.map(({ index }) => index)).toEqual([2]);
    const after = await session.pack();
    const undone = await session.undo();
    expect(undone).toMatchObject({ blocks: [], blockCount: 2, row: null, undoStep: null });
    expect(undone.redoStep).toEqual({ what: 'addRows', count: 1, rowNumber: 2002 });
    expect(await session.pack()).toEqual(before);
    const again = createRosterSession(readFile);
    const onDevice = stored(stored(opened.blocks, added), undone);
    expect(await again.openDraft(undone.head, onDevice)).toEqual(opened.summary);
    expect(await session.redo()).toMatchObject({ blockCount: 3, redoStep: null });
    expect(await session.pack()).toEqual(after);
  });

  test('after one that was taken back ends what could be made again', async () => {
    const { session } = await open(classList(10));
    await session.change(edit(2, 1, 'Bo'));
    await session.undo();
    await session.change(edit(2, 1, 'Cy'));
    expect(await session.redo()).toMatchObject({ blocks: [], redoStep: null });
    expect((await session.view({ filter: 'all', from: 0, count: 1 })).rows[0]?.cells[1]).toBe('Cy');
  });

  test('that adds blank rows counts and sends nothing', async () => {
    const { session, opened } = await open(classList(3));
    const packed = await session.pack();
    const blank = ['', ' ', '', ''];
    const result = await session.change([
      { type: 'addRows', rows: [5, 6].map((rowNumber) => ({ rowNumber, cells: blank })) },
    ]);
    expect(result.summary).toEqual(opened.summary);
    expect(result.head.rowCount).toBe(3);
    expect((await session.view({ filter: 'all', from: 0, count: 9 })).total).toBe(5);
    expect(await session.pack()).toEqual(packed);
  });
});

describe('a packed roster', () => {
  test('is every row once, in order, in chunks', async () => {
    const { session } = await open(classList(1200));
    const chunks = await unpack(session);

    expect(chunks.map((rows) => rows?.length)).toEqual([500, 500, 200]);
    expect(chunks[0]?.[0]).toEqual({ rowNumber: 2, cells: ['S0', 'Ana', 'Lopez', 'x0'] });
  });

  test('carries passwords apart, and other secrets not at all', async () => {
    const text = 'Student ID,First Name,Last Name,Password,SSN\r\n1,Ana,Lopez,blue-whale-7,123-45-6789\r\n';
    const { session } = await open(new File([text], 'class.csv'));

    expect(await unpack(session)).toEqual([
      [{ rowNumber: 2, cells: ['1', 'Ana', 'Lopez', '', ''], password: 'blue-whale-7' }],
    ]);
  });

  test('has the digest of each chunk, and one of all digests', async () => {
    const { session } = await open(classList(600));
    const packed = await session.pack();

    const digests = packed.chunks.map(({ bytes }) => sha256(gunzipSync(bytes)));
    expect(packed.chunks.map((chunk) => chunk.digest)).toEqual(digests);
    expect(packed.payloadHash).toBe(sha256(new TextEncoder().encode(digests.join('\n'))));
  });
});

describe('a repair', () => {
  const text = 'Student ID,First Name,Last Name,Grade Level\r\n';
  const rows = Array.from({ length: 9 }, (_, n) => `S${n},Ana,Lopez,${n < 2 ? '' : '3'}\r\n`);

  test('is offered with what it would change, shows its rows alone, and is one step back', async () => {
    const { session } = await open(new File([text + rows.join('')], 'class.csv'));
    const [offer, ...more] = await session.repairs();

    expect(more).toEqual([]);
    expect(offer).toMatchObject({
      kind: 'grade.missing',
      rowCount: 2,
      proposed: '3',
      samples: [
        { rowNumber: 2, before: '', after: '3' },
        { rowNumber: 3, before: '', after: '3' },
      ],
    });
    const id = offer?.id ?? '';
    const shown = { filter: { repair: id, column: 'gradeLevel' }, from: 0, count: 9 } as const;
    expect(await session.view(shown)).toMatchObject({ total: 2 });
    const other = { id, picked: 'K', from: 1, count: 5 };
    expect(await session.repairSamples(other)).toEqual([{ rowNumber: 3, before: '', after: 'K' }]);

    expect(await session.repair({ id, picked: '3' })).toMatchObject({
      row: { cells: ['S0', 'Ana', 'Lopez', '3'] },
      undoStep: { what: 'cells', count: 2 },
    });
    expect(await session.repairs()).toEqual([]);
    expect(await session.undo()).toMatchObject({
      undoStep: null,
      redoStep: { count: 2 },
    });
    expect(await session.repairs()).toHaveLength(1);
  });

  test('that is no longer there changes nothing and leaves no step', async () => {
    const { session } = await open(new File([text + rows.join('')], 'class.csv'));

    expect(await session.repair({ id: 'grade.missing', picked: '3' })).toMatchObject({
      blocks: [],
      undoStep: null,
    });
  });
});
