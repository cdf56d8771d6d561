import { createHash } from "node:crypto";
import { FILES } from "../test/oracle/cases.js";
import { renderReference } from "../test/oracle/reference.js";
import { platen } from "./package-under-test.js";
const renderer = platen.createRenderer({ templates: FILES });
const variables = JSON.parse(FILES["announcement/samples/default.json"] ?? "");
const cpu = async (f: () => Promise<unknown>) => { const b = process.cpuUsage(); await f(); const u = process.cpuUsage(b); return (u.user + u.system) / 1000; };
const a: number[] = [], s: number[] = [];
for (let i = 0; i < 90; i++) {
  const words = createHash("sha256").update(String(i)).digest("hex");
  const request = { type: "email", template: "announcement", subject: `News ${i}`, content: (FILES["announcement/content.html"] ?? "").replaceAll("</p>", ` ${words}</p>`) } as const;
  const c = await cpu(() => renderer.compile(request)); const n = await cpu(() => renderReference({ files: FILES, request, variables }));
  if (i >= 30) { a.push(c); s.push(n); }
}
const med = (x: number[]) => x.sort((p, q) => p - q)[x.length >> 1] ?? 0;
console.log("compile", med(a).toFixed(2), "slow", med(s).toFixed(2), "ratio", (med(s) / med(a)).toFixed(2));
