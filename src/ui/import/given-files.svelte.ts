/** Files the device handed to the app, until the import page takes them: opened with Rollbook, or shared with it. */
class GivenFiles {
  #files = $state.raw<readonly File[]>([]);

  give(files: readonly File[]): void {
    this.#files = files;
  }

  /** The files, once. An `$effect` that calls this runs again for the next ones. */
  take(): readonly File[] {
    const files = this.#files;
    if (files.length > 0) this.#files = [];
    return files;
  }
}

export const givenFiles = new GivenFiles();
