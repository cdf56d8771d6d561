export type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
export { ArtifactError, type ArtifactErrorCode } from "../artifact/artifact-error.js";
export { type CompiledEmail, type CompiledMessage, type CompiledSms, load, type RenderOptions } from "./load.js";
export { type Place, type Problem, type RenderCode, RenderError } from "./render-error.js";
export type { Rendered, RenderedEmail, RenderedSms } from "./rendered.js";
export type { RenderLimits } from "./rendering.js";
export type { Variables } from "./scope.js";
export { type SmsEncoding, type SmsSegments, segmentSms } from "./sms-segments.js";
