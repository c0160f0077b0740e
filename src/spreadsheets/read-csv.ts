// Every program that compiles this file needs the declaration, and an ambient one cannot be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./papaparse.d.ts" />
import Papa from 'papaparse';
import type { Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { createTableBuilder, type HeaderPlace, type TableBuilder } from './build-table.ts';
import { decodeText } from './decode-text.ts';
import { findDelimiter } from './find-delimiter.ts';
import { splitLoosely } from './split-loosely.ts';
import type { ReadListener, Table } from './table.ts';

/** Characters between two reports of progress. */
const PIECE_LENGTH = 1024 * 1024;

/**
 * Reads comma, semicolon, tab or pipe separated text in any usual encoding.
 *
 * A row's number is its place in the sheet as a spreadsheet shows it: blank rows count, a `sep=` line does not, and a line break
 * inside a quoted cell does not begin a row. The bytes are decoded as a whole (25 MB at most), because only the last
 * byte tells whether a file is UTF-8, and so no letter can be cut in two.
 */
export function readCsv(
  bytes: Uint8Array,
  onRead: ReadListener = () => {},
  header: HeaderPlace = 'found',
): Result<Table, FileProblem> {
  const { text, newline } = evenLineBreaks(decodeText(bytes).text);
  const { delimiter, start } = findDelimiter(text);
  const body = start === 0 ? text : text.slice(start);
  const strict = readStrictly(body, { delimiter, newline }, onRead, createTableBuilder(header));
  return (strict ?? readLoosely(body, delimiter, createTableBuilder(header))).finish();
}

/** Null when quotes are not in order, which makes this reader swallow rows. */
function readStrictly(
  text: string,
  separators: { readonly delimiter: string; readonly newline: LineBreak },
  onRead: ReadListener,
  builder: TableBuilder,
): TableBuilder | null {
  let rowNumber = 0;
  let inOrder = true;
  Papa.parse(text, {
    ...separators,
    chunkSize: PIECE_LENGTH,
    chunk({ data, errors, meta }, parser) {
      // A quote at the very end of a piece is reported too, for a row that the next piece reads again.
      inOrder = !errors.some((error) => error.type === 'Quotes' && (error.row ?? 0) < data.length);
      if (!inOrder) return parser.abort();
      for (const cells of data) builder.add(cells, (rowNumber += 1));
      onRead(builder.rowCount(), meta.cursor / text.length);
    },
  });
  return inOrder ? builder : null;
}

function readLoosely(text: string, delimiter: string, builder: TableBuilder): TableBuilder {
  let rowNumber = 0;
  splitLoosely(text, delimiter, (cells) => builder.add(cells, (rowNumber += 1)));
  return builder;
}

type LineBreak = '\r\n' | '\n' | '\r';

function lineBreakOf(text: string): LineBreak {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\n') ? '\n' : '\r';
}

/**
 * A file with several kinds of line breaks, pasted together from several sources, would lose rows: the parser knows one kind.
 * Such a file gets one kind throughout. Line breaks inside quoted cells are no matter, and stay as somebody typed them.
 */
function evenLineBreaks(text: string): { text: string; newline: LineBreak } {
  if (!hasMixedLineBreaks(text)) return { text, newline: lineBreakOf(text) };
  const betweenRows = outsideQuotes(text);
  if (!hasMixedLineBreaks(betweenRows)) return { text, newline: lineBreakOf(betweenRows) };
  return { text: text.replaceAll(/\r\n?/g, '\n'), newline: '\n' };
}

function hasMixedLineBreaks(text: string): boolean {
  if (!text.includes('\r')) return false;
  if (!text.includes('\n')) return false;
  return /(?:^|[^\r])\n|\r(?!\n)/.test(text);
}

/** A doubled quote inside a cell closes it and opens it again, with nothing between. */
function outsideQuotes(text: string): string {
  return text
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('');
}
