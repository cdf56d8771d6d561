export type { EmailArtifact } from "../artifact/artifact.js";
export { type CompiledBytes, type EmailInBytes, loadBytes } from "./load-bytes.js";
