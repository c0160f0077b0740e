import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A text of a page as it was set; points from the page's top left corner to where its line begins. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** The size of the letters in points. */
  readonly size: number;
  readonly width: number;
}

export interface PdfPage {
  /** Points, 72 to an inch. */
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PdfText[];
  readonly picture: Picture;
}

/** The page as a printer would draw it, at `PIXELS_PER_POINT`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha. */
  readonly data: Uint8ClampedArray;
}

/** 180 dots an inch: less than any printer has. */
export const PIXELS_PER_POINT = 2.5;

/** Reads a PDF back: what stands where, and what it looks like. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    pages.push(await readPage(await pdf.getPage(number), pdf));
  }
  await pdf.loadingTask.destroy();
  return pages;
}

async function readPage(page: PDFPageProxy, pdf: PDFDocumentProxy): Promise<PdfPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const picture = await draw(page, pdf);
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , size, x, fromBottom] = item.transform as number[];
    return [
      {
        text: item.str,
        x: x ?? 0,
        y: height - (fromBottom ?? 0),
        size: size ?? 0,
        width: item.width,
      },
    ];
  });
  return { width, height, texts, picture };
}

async function draw(page: PDFPageProxy, pdf: PDFDocumentProxy): Promise<Picture> {
  const viewport = page.getViewport({ scale: PIXELS_PER_POINT });
  const width = Math.round(viewport.width);
  const height = Math.round(viewport.height);
  const factory = pdf.canvasFactory as {
    create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
  };
  const { canvas, context } = factory.create(width, height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
