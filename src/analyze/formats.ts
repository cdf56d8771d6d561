/** The formats of texts that contracts know, each with its check. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  "date-time": (text) => {
    const match =
      /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.exec(text);
    return match !== null && isDate(match[1] ?? "");
  },
  email: (text) =>
    text.length <= 254 && /^[^\s@<>"(),;:\\]{1,64}@[^\s@]+$/.test(text) && isHostname(text.split("@")[1] ?? ""),
  uri: (text) => /^[a-z][a-z0-9+.-]*:[^\s]/i.test(text) && URL.canParse(text),
  hostname: isHostname,
  /** Any text: in an SMS and in hand-written text, its line ends stay. */
  multiline: () => true,
};

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // The 30th of February would become a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isHostname(text: string): boolean {
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
  return text.length > 0 && text.length <= 253 && text.split(".").every((part) => label.test(part));
}
