/** Which program printed a text, or is named in it, by the names under which clients are counted. Pure. */

/** What a program's own lines look like, as in `terminals/`. Several programs if their lines look alike. */
const MARKS: readonly (readonly [mark: RegExp, names: readonly string[]])[] = [
  [/\bERR_PNPM_/, ["pnpm"]],
  [/\bnpm (?:error|ERR!)/, ["npm"]],
  [/\bYN\d{4}\b|Request Method: \w+ .*Request URL:/, ["yarn-berry"]],
  [/^error (?:https?:|Error: Request failed ")/, ["yarn"]],
  [/^error: (?:GET|PUT|POST) \S+ - \d{3}$/, ["bun"]],
  [/\bERROR: (?:HTTP error|\d{3} (?:Client|Server) Error)/, ["pip"]],
  [/^\d{3} (?:Client|Server) Error/, ["poetry"]],
  [/Server (?:message|says):/, ["uv"]],
  [/\bHTTPError: \d{3} .* from /, ["twine"]],
  [/\bCondaHTTPError\b/, ["conda"]],
  [/Failed to download from .* \(status \d{3}\)/, ["mamba", "micromamba"]],
  [/Permission denied for user: '/, ["conan"]],
  [/(?:RetryError|Max retries exceeded).*too many \d{3} error responses/, ["pip", "conan"]],
  [/\[ERROR\] .*(?:artifact|goal)/, ["maven"]],
  [/Could not (?:GET|HEAD|PUT|resolve) '|Received status code \d{3} from server/, ["gradle"]],
  [/Unable to download data from .* bad response/, ["gem"]],
  [/Warning from \S+: |URL could not be accessed \(HTTP/, ["composer"]],
  [/failed to get successful HTTP response|remote server responded with an error/, ["cargo"]],
  [/^go: |server response:/, ["go"]],
  [/\bNU1\d{3}\b|Response status code does not indicate success/, ["dotnet", "nuget"]],
  [/Error response from daemon/, ["docker"]],
  [/^Error: (?:denied|unauthorized):|received unexpected HTTP status:/, ["podman", "buildah", "skopeo"]],
  [/Error response from registry/, ["oras"]],
  [/^Error: (?:GET|HEAD|PUT|POST) \S+: [A-Z_]+:/, ["crane"]],
  [/^(?:E|Err|W): Failed to fetch|\bErr:\d+ /, ["apt"]],
  [/^W: HTTP error message/, ["dput-ng"]],
  [/Status code: \d{3} for /, ["dnf"]],
  [/^WARNING: updating .*APKINDEX/, ["apk"]],
  [/\bbatch response:/, ["git-lfs"]],
  [/^curl: \(/, ["curl"]],
  [/request failed: .*\[http \d{3}\]/, ["regctl"]],
  [/HTTP status (?:client|server) error \(\d{3} .*\) for url/, ["py-rattler", "uv"]],
  [/^Permission to access '|^(?:Download|Timeout) .*\(curl\) error/, ["zypper"]],
  [/^ERROR {1,2}(?!HTTPError)[\p{L}\d]/u, ["vsce"]],
  [/error getting download location for|the request failed after \d+ attempts/, ["terraform", "opentofu"]],
  [/failed to fetch \S+index\.yaml/, ["helm"]],
  [/^Error: \d{3}: /, ["cm-push"]],
  [/^error: server error \d{3}:/, ["swift"]],
  [/^API error: /, ["hex"]],
  [/\(HTTP Code: \d{3}, Message:/, ["ansible-galaxy"]],
  [/Bad response: \d{3}/, ["deno"]],
  [/Cannot access content at:/, ["huggingface_hub"]],
];

/** Names that people use besides the counted ones. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  yarn: ["yarn", "yarn-berry"],
  mvn: ["maven"],
  nuget: ["dotnet", "nuget"],
  bundle: ["bundler"],
  pip3: ["pip"],
  tofu: ["opentofu", "terraform"],
  mix: ["hex"],
  dart: ["pub"],
  flutter: ["pub"],
  yum: ["dnf"],
  hf: ["huggingface_hub"],
};

/** Counted under their own name. */
const NAMES: readonly string[] = [
  ...new Set(
    MARKS.flatMap(([, names]) => names).concat([
      "bun",
      "bundler",
      "cm-push",
      "conan",
      "containerd",
      "cri-o",
      "dart",
      "helm",
      "hex",
      "mamba",
      "micromamba",
      "pdm",
      "pub",
      "swift",
      "vscode",
      "wget",
      "zypper",
    ]),
  ),
];

/** The programs that may have printed a text; none if it does not show. */
export function printedBy(text: string): readonly string[] {
  return MARKS.find(([mark]) => mark.test(text))?.[1] ?? [];
}

/** The programs that a word names; none for any other word. */
export function namedBy(word: string): readonly string[] {
  return ALSO[word] ?? (NAMES.includes(word) ? [word] : []);
}
