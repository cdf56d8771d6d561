export type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
export type { Helper, HelperContext, Helpers } from "./helpers/helper.js";
export {
  type CompiledEmail,
  type CompiledMessage,
  type CompiledSms,
  type LoadOptions,
  load,
  type SmsLoadOptions,
} from "./load.js";
export { LimitError, type Place, type Problem, type RenderCode, RenderError } from "./render-error.js";
export type { Rendered, RenderedEmail, RenderedSms } from "./rendered.js";
export type { MissingPolicy, RenderLimits, RenderOptions } from "./rendering.js";
export type { Variables } from "./scope.js";
export { type TrustedCss, type TrustedHtml, type TrustedUrl, trustedCss, trustedHtml, trustedUrl } from "./trusted.js";
