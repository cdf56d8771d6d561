export type ArtifactErrorCode = "invalid-artifact" | "unsupported-artifact";

/** The JSON is not an artifact that this version renders. Thrown by `decode` and `load`. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";
  readonly code: ArtifactErrorCode;
  readonly help: string;

  constructor(code: ArtifactErrorCode, message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

export function invalidArtifact(fact: string): ArtifactError {
  return new ArtifactError(
    "invalid-artifact",
    `this is not a valid artifact: ${fact}`,
    "give the JSON that `platen compile` wrote, unchanged",
  );
}
