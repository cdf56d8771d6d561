/** A file that is there and cannot be read: no permission, not UTF-8, an error of the disk. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";
  /** Path of the file, relative to the template root. */
  readonly path: string;
  /** What is wrong, to be read after the path: `is not valid UTF-8`. */
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`\`${path}\` ${reason}`, options);
    this.path = path;
    this.reason = reason;
  }
}
