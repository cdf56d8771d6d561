export type { Contract, Use, Variable } from "./analyze/contract.js";
export { ArtifactError, type ArtifactErrorCode, decode } from "./artifact/index.js";
export type { JsonSchema } from "./artifact/json-schema.js";
export * from "./bulk/index.js";
export { CompileError } from "./compile/compile-error.js";
export type { Limits } from "./compile/limits.js";
export type { CompileRequest, ContentType, EmailRequest, SmsContentType, SmsRequest } from "./compile/request.js";
export type { TrustPolicy } from "./compile/sources.js";
export type { Theme } from "./compile/theme.js";
export type { Code } from "./diagnostics/catalog.js";
export { formatDiagnostic } from "./diagnostics/code-frame.js";
export { type Diagnostic, type DiagnosticJson, diagnosticToJson, type Severity } from "./diagnostics/diagnostic.js";
export type { CompileBudget } from "./renderer/compile-budget.js";
export { createRenderer } from "./renderer/renderer.js";
export * from "./renderer/template-variables.js";
export type {
  CompileResult,
  HelperDefinition,
  ReadyEmail,
  ReadySms,
  Renderer,
  RendererOptions,
} from "./renderer/types.js";
export { helpers } from "./runtime/helpers/index.js";
export * from "./runtime/index.js";
export * from "./sms/index.js";
export type { Trust } from "./source/source-file.js";
