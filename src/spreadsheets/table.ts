/** A sheet as text: what every reader gives and every writer takes. `rowNumber` is the line the person sees (header included). */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}
