/**
 * Words that the programs which run builds take for commands wherever a log line has them: whoever puts them into a
 * refusal could set variables of the steps that follow. Pure; linear.
 */

/**
 * Azure Pipelines (`##vso[`, microsoft/azure-pipelines-agent Command.TryParse), GitHub Actions' older form (`##[`,
 * actions/runner ActionCommand.TryParse) and TeamCity look for it anywhere in a line.
 */
const ANYWHERE = /##(?=(?:vso|teamcity)?\[)/gi;
/** GitHub Actions' `::name ...::`, at the beginning of a line (the same). */
const AT_BEGINNING = /^(\s*):(?=:[A-Za-z-]{1,40}(?:\s[^\n]*)?::)/gm;

/** `text` with a blank inside of what begins a command, so that nothing obeys it. Idempotent. */
export function withoutCommands(text: string): string {
  if (!text.includes("##") && !text.includes("::")) return text;
  return text.replace(ANYWHERE, "# #").replace(AT_BEGINNING, "$1: ");
}
