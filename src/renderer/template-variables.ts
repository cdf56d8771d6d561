/**
 * The variables of templates by name, for the types of `render`. Empty here; the file that `platen types` writes adds
 * to it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: declarations of the same name add to an interface, not to a type
export interface TemplateVariables {}
