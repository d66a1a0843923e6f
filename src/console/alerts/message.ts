/**
 * A notice in the forms that receivers take. An origin's words and a package's name are a stranger's text: it must neither
 * mention people (`<!channel>`, `@here`), nor make a link, nor break out of its line. Pure.
 */
import type { Notice } from "./notice.ts";

type Json = string | number | null | readonly Json[] | { readonly [name: string]: Json };

/** The message in the form that the webhook's host takes. */
export function messageFor(hook: URL, notice: Notice): Json {
  if (isTeams(hook)) return teamsMessage(notice);
  // These two get nothing but a text: Google's refuses members that it doesn't know.
  if (isChat(hook)) return { text: chatText(notice) };
  return { text: chatText(notice), ...notice };
}

/** Workflows of Power Automate, and the remaining older connectors. */
function isTeams({ hostname }: URL): boolean {
  return /(?:^|\.)(?:logic\.azure\.(?:com|us)|webhook\.office\.com|powerautomate\.com|powerplatform\.com|flow\.microsoft\.com)$/.test(
    hostname,
  );
}

function isChat({ hostname }: URL): boolean {
  return /^(?:hooks\.slack(?:-gov)?\.com|chat\.googleapis\.com)$/.test(hostname);
}

const STATES: Readonly<Record<Notice["state"], string>> = { firing: "FIRING", over: "OVER", test: "TEST" };

/** A line of a message: ours, then what was counted, the largest first. */
interface Line {
  readonly title: string;
  readonly items: readonly Item[];
}

interface Item {
  /** A stranger's. */
  readonly words: string;
  /** Ours. */
  readonly behind: string;
}

function linesOf({ origins, reasons, packages }: Notice): readonly Line[] {
  const lines = [
    {
      title: "Where",
      items: origins.map(({ origin_host: words, route, count }) => ({
        words,
        behind: `${words === route ? "" : `(route ${route}) `}${count}`,
      })),
    },
    {
      title: "Why",
      items: reasons.map(({ category, reason, count }) => ({
        words: reason === "" ? "(no reason given)" : reason,
        behind: `(${category}) ${count}`,
      })),
    },
    {
      title: "Packages",
      items: packages.map(({ format, package: words, count }) => ({ words, behind: `(${format}) ${count}` })),
    },
  ];
  return lines.filter(({ items }) => items.length > 0);
}

/**
 * For Slack and those that read its format (Mattermost, Google Chat, Discord's `/slack`). A stranger's text is code, in which
 * mentions have no effect; Slack reads `<...>` there too, so its three special characters are escaped as it requires
 * (docs.slack.dev/messaging/formatting-message-text).
 */
export function chatText(notice: Notice): string {
  const items = ({ items }: Line): string =>
    items.map(({ words, behind }) => `• ${code(words)} ${escaped(behind)}`).join("\n");
  return [
    `${STATES[notice.state]} ${code(notice.alert)}: ${escaped(notice.says)}`,
    ...linesOf(notice).map((line) => `${line.title}:\n${items(line)}`),
    ...(notice.link === null ? [] : [notice.link]),
  ].join("\n");
}

function code(words: string): string {
  return `\`${escaped(words.replaceAll("`", "'"))}\``;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An Adaptive Card of text runs, which are not Markdown, unlike text blocks (learn.microsoft.com: adaptive-cards, TextRun). */
function teamsMessage(notice: Notice): Json {
  const title = `${STATES[notice.state]} ${notice.alert}`;
  const color = notice.state === "firing" ? "attention" : "good";
  return {
    type: "message",
    // Shown where a card is not: a phone's notification.
    summary: title,
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            richText([{ text: title, weight: "bolder", size: "medium", color }]),
            richText([{ text: notice.says }]),
            ...linesOf(notice).flatMap(({ title: name, items }) => [
              richText([{ text: name, weight: "bolder" }]),
              ...items.map(({ words, behind }) =>
                richText([{ text: words, fontType: "monospace" }, { text: ` ${behind}` }]),
              ),
            ]),
          ],
          actions:
            notice.link === null
              ? []
              : [{ type: "Action.OpenUrl", title: "Show the failures", url: notice.link }],
        },
      },
    ],
  };
}

function richText(runs: readonly Readonly<Record<string, string>>[]): Json {
  return { type: "RichTextBlock", inlines: runs.map((run) => ({ type: "TextRun", ...run })) };
}
