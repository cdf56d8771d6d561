/**
 * Whether a path may be looked up in a store: relative, `/` between non-empty segments, never climbing. Anything else
 * (`..`, `.`, a leading or doubled `/`, a backslash, NUL) names nothing, whatever lies at that place.
 */
export function isTemplatePath(path: string): boolean {
  return (
    !/[\\\0]/.test(path) && path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..")
  );
}

/** The same for a folder, where the empty path is the root itself. */
export function isTemplateFolder(folder: string): boolean {
  return folder === "" || isTemplatePath(folder);
}

/** Joins a folder, the empty one being the root, and a name in it. */
export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
