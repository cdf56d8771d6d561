import { createRenderer } from "../dist/index.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
const files={}; const walk=(d,p="")=>{for(const n of readdirSync(d)){const f=d+"/"+n; if(statSync(f).isDirectory()) walk(f,p+n+"/"); else files[p+n]=readFileSync(f,"utf8");}}; walk("./templates");
const r=createRenderer({templates:files});
const base=files["announcement/content.html"];
let q=[];
for (let i=0;i<700;i++){ const b=process.cpuUsage(); const m=await r.compileSafe({type:"email",template:"announcement",subject:"S"+i,content:base.replaceAll("</p>",` ${i} words</p>`)}); const u=process.cpuUsage(b); q.push((u.user+u.system)/1000); if(!m.ok) throw 1}
q=q.slice(200).sort((a,b)=>a-b); console.log("median cpu", q[q.length>>1], "p25", q[q.length>>2]);
