/** Web servers' pages, which begin with a status. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

describe("web servers", () => {
  const nginx = (title: string, more = "") =>
    page(title, `<center><h1>400 Bad Request</h1></center>\r\n${more}<hr><center>nginx/1.9</center>`);
  table([
    ["nginx without a reason", 400, nginx("400 Bad Request"), { message: null, shape: "html" }],
    [
      "nginx's second line",
      400,
      nginx("400 No certificate came", "<center>No certificate came</center>"),
      { message: "No certificate came" },
    ],
    ["nginx's title", 400, nginx("400 No certificate came"), { message: "No certificate came" }],
    [
      "nginx's spelling of a phrase",
      504,
      page("504 Gateway Time-out", "<h1>504 Gateway Time-out</h1><hr><center>nginx</center>"),
      { message: null },
    ],
    [
      "HAProxy",
      503,
      "<html><body><h1>503 Service Unavailable</h1>\nNo server is left.\n</body></html>\n",
      { message: "No server is left.", shape: "html" },
    ],
    [
      "Apache, leaving out its address",
      403,
      page(
        "403 Forbidden",
        "<h1>Forbidden</h1>\n<p>You may not\nread this.</p>\n<hr>\n<address>Apache/2 at inner.example Port 80</address>",
      ),
      { message: "You may not read this." },
    ],
    [
      "Apache's address without a rule",
      403,
      page("403 Forbidden", "<h1>Forbidden</h1><address>Apache at inner.example</address>"),
      { message: null },
    ],
    [
      "IIS",
      403,
      page(
        "403 - Forbidden: No.",
        "<div><h1>Server Error</h1></div><h2>403 - Forbidden: The list is closed.</h2>",
      ),
      { message: "The list is closed." },
    ],
    [
      "GitLab's own page",
      404,
      page(
        "Not Found",
        '<h1><img alt="logo"><br>404</h1><h3>There is no such page, or not for you.</h3><hr><p>Check the path</p>',
      ),
      { message: "There is no such page, or not for you." },
    ],
    [
      "the same words as title and heading",
      403,
      page(
        "Access Denied",
        "<h1>Access Denied</h1>\nYou may not read &#34;http&#58;//x&#34;.<p>\nReference 1",
      ),
      { message: 'You may not read "http://x".' },
    ],
    [
      "another language",
      403,
      page("403", "<h1>Accès refusé</h1><p>Le dépôt est fermé.</p>"),
      { message: "Le dépôt est fermé." },
    ],
    [
      "a heading that is the reason",
      400,
      page("400 One file only.", "<h1>400 One file only.</h1>Boilerplate.<br/><br/>\nOne file only."),
      { message: "One file only.", shape: "html" },
    ],
  ]);
});
