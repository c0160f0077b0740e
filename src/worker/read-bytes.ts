/** The bytes of a chosen file; null when it was moved, changed or taken away since it was chosen, as browsers then refuse it. */
export async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name))
      return null;
    throw error;
  }
}
