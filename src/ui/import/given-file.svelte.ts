/** A file the device handed to the app, until the import page takes it: opened with Rollbook, or shared with it. */
class GivenFile {
  #file = $state.raw<File | null>(null);

  give(file: File): void {
    this.#file = file;
  }

  /** The file, once. An `$effect` that calls this runs again for the next one. */
  take(): File | null {
    const file = this.#file;
    this.#file = null;
    return file;
  }
}

export const givenFile = new GivenFile();
