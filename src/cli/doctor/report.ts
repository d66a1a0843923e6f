/** The doctor's findings as text for a terminal. Pure. */
import type { Examination } from "./examine.ts";
import { type Finding, isLost } from "./finding.ts";
import { remedyText } from "./remedies.ts";

const COLUMNS = 100;

/** In: what was found, and the URL that was given. Out: the text, ending in a line break. */
export function report(examination: Examination, url: URL): string {
  if (examination.kind === "impossible") return `${wrapped(examination.says)}\n`;
  const { findings, protocols } = examination;
  return `${[`${url.host} speaks ${protocols}.`, table(findings), advice(findings, url), conclusion(findings)]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** 0: everything arrives. 1: something is lost. 2: nothing could be examined. */
export function exitCodeOf(examination: Examination): 0 | 1 | 2 {
  if (examination.kind === "impossible") return 2;
  return examination.findings.some(isLost) ? 1 : 0;
}

function table(findings: readonly Finding[]): string {
  const rows = [
    ["channel", "arrives", "seen"],
    ...findings.map(({ channel, arrives, seen }) => [channel, arrives, seen]),
  ];
  const width = Math.max(...rows.map(([channel = ""]) => channel.length));
  return rows
    .map(
      ([channel = "", arrives = "", seen = ""]) => `${channel.padEnd(width)}  ${arrives.padEnd(7)}  ${seen}`,
    )
    .join("\n");
}

/** Each remedy once, with the channels that it is for. */
function advice(findings: readonly Finding[], url: URL): string {
  const remedies = new Set(findings.flatMap(({ remedy }) => remedy ?? []));
  return [...remedies]
    .map((remedy) => {
      const channels = findings.filter((finding) => finding.remedy === remedy).map(({ channel }) => channel);
      return wrapped(`${channels.join(", ")}: ${remedyText(remedy, url)}`);
    })
    .join("\n\n");
}

function conclusion(findings: readonly Finding[]): string {
  const lost = findings.filter(isLost).length;
  if (lost > 0) return `${lost} of ${findings.length} channels do not arrive as they were sent.`;
  const speaksHttp2 = findings.some(({ arrives }) => arrives === "never");
  const note = speaksHttp2
    ? ' Clients that choose HTTP/2 get no reason phrase; src/README.md, "Limits", says which and what can be done.'
    : "";
  return wrapped(`Everything arrives.${note}`);
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
