export { ARTIFACT_VERSION, type Artifact, type EmailArtifact, type SmsArtifact } from "./artifact.js";
export { ArtifactError, type ArtifactErrorCode } from "./artifact-error.js";
export { decode } from "./decode.js";
