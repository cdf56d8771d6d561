import type { Declaration } from "../analyze/contract.js";
import type { DomainSources } from "../analyze/domain.js";
import type { Sources } from "./sources.js";

/** What the values of expressions follow from: the contract file, and helpers, which are tried. */
export function domainSources(declared: Declaration | undefined, { helpers }: Sources): DomainSources {
  return {
    declared,
    call(name, args, hash) {
      try {
        return helpers.get(name)?.run?.(args, hash, { locale: "en-US", timeZone: "UTC", now: undefined });
      } catch {
        // With these values rendering will say so; nothing comes of them.
        return undefined;
      }
    },
  };
}
