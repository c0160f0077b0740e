import type { RosterChange } from '#domain/drafts/edit-draft.ts';
import { namesClassesByName } from '#domain/roster/normalize-row.ts';
import { findColumn } from '#domain/roster/find-column.ts';
import { findMappingFaults, headerShape } from '#domain/roster/mapping-faults.ts';
import type { ColumnKey, ColumnMeaning } from '#domain/roster/template.ts';
import { rememberMapping } from '#storage/header-mappings.ts';
import type { FileColumn } from '#worker/roster-api.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';

/** What a person says the columns of an open draft mean: what is proposed at first, then what they choose. */
export class ColumnNaming {
  readonly open: OpenDraft;
  columns = $state.raw<readonly FileColumn[]>([]);
  choices = $state.raw<readonly (ColumnMeaning | null)[]>([]);
  isReady = $state(false);
  /** Faults are shown once somebody wanted to go on. */
  wasTried = $state(false);
  /** The column the focus went to for what is missing. */
  missingAt = $state<number | null>(null);
  readonly faults = $derived(findMappingFaults(this.choices));
  readonly hasHeader = $derived(this.columns.some(({ header }) => header.trim() !== ''));
  readonly namesClassesByName = $derived(
    namesClassesByName(this.choices) && !this.choices.includes('classGuid'),
  );

  constructor(open: OpenDraft) {
    this.open = open;
  }

  async load(): Promise<void> {
    const { mapping } = this.open.draft;
    const isAsked = this.open.asksColumns;
    this.columns = await this.open.columns();
    this.choices = this.columns.map(
      ({ proposal }, index) => mapping[index] ?? (isAsked ? proposal.meaning : null),
    );
    this.isReady = true;
  }

  choose(index: number, meaning: ColumnMeaning | null): void {
    this.choices = this.choices.with(index, meaning);
  }

  /** Where to go on when something is still wrong; null when nothing is. */
  firstFault(): number | null {
    const { missing, clashing } = this.faults;
    if (clashing[0] !== undefined) return clashing[0];
    if (missing.length === 0) return null;
    const places = [...this.columns.keys()];
    const proposalOf = (index: number) => this.columns[index]?.proposal;
    const meant = places.find((index) => {
      const meaning = proposalOf(index)?.meaning ?? null;
      return missing.some((key) => findColumn([meaning], key) >= 0);
    });
    const open = places.filter((index) => this.choices[index] === null);
    const unknown = open.find((index) => proposalOf(index)?.certainty === 'unknown');
    return meant ?? unknown ?? open[0] ?? 0;
  }

  /** Takes the choices up and remembers them for such files. `nameOf`: how the columns of a file without a header are called. */
  async confirm(nameOf: (meaning: ColumnMeaning) => string): Promise<void> {
    const { header } = this.open.draft;
    const mapping = [...this.choices];
    const names = this.hasHeader
      ? header
      : mapping.map((meaning) => meaning && nameOf(meaning)).map((name) => name ?? '');
    await this.open.nameColumns([{ type: 'mapping', mapping, header: names }]);
    const shape = headerShape(header);
    if (shape !== null) await rememberMapping(this.open.draft.userGuid, shape, mapping);
  }

  /** A column for each of these at the end, blank, to be typed in the grid. */
  async addColumns(keys: readonly ColumnKey[], nameOf: (meaning: ColumnMeaning) => string): Promise<void> {
    const { choices } = this;
    const added = keys.map((key): RosterChange => ({ type: 'addColumn', header: nameOf(key), key }));
    await this.open.change(added);
    this.columns = await this.open.columns();
    this.choices = [...choices, ...keys];
  }

  /** Whether the first row of the file is names or a student. */
  async setHeader(hasHeader: boolean): Promise<void> {
    const { rows } = await this.open.view({ filter: 'all', from: 0, count: 1 });
    const first = rows[0];
    const { header } = this.open.draft;
    if (hasHeader === this.hasHeader || first === undefined) return;
    await this.open.change(
      hasHeader ? [...withHeader(first.rowNumber, first.cells)] : [...withoutHeader(first.rowNumber, header)],
    );
    await this.load();
  }
}

function withHeader(rowNumber: number, header: readonly string[]): readonly RosterChange[] {
  const mapping = header.map(() => null);
  return [
    { type: 'deleteRows', rowNumbers: [rowNumber] },
    { type: 'mapping', mapping, header },
  ];
}

/** The header line stands just above the first row. */
function withoutHeader(firstRow: number, header: readonly string[]): readonly RosterChange[] {
  const blank = header.map(() => '');
  return [
    { type: 'mapping', mapping: header.map(() => null), header: blank },
    { type: 'addRows', rows: [{ rowNumber: firstRow - 1, cells: header }] },
  ];
}
