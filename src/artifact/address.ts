/** One address without name or comment; nothing in it ends a header, begins another address or is not seen. */
const ADDRESS = /^(?!.*\p{DI})[^\s\p{C}"(),:;<>@[\\\]]+@[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}.-]*$/u;

/** Whether a text is one plain email address, such as `ana@example.com`. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}
