/** Error pages of known products. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

describe("products", () => {
  const nexus = (reason: string) =>
    page(
      "404 - Shop Repository",
      `<div class="title">Error 404</div><div class="x content-section">\n ${reason}\n </div>`,
    );
  const bottle = page(
    "Error: 409 Conflict",
    "<h1>Error: 409 Conflict</h1><p>Sorry, the URL <tt>&#039;http://inner.example&#039;</tt> caused an error:</p><pre>File &#039;a&#039; exists!\n Use --force.</pre>",
  );
  const tomcat = page(
    "HTTP Status 404 – Not Found",
    "<h1>HTTP Status 404 – Not Found</h1><hr><p><b>Type</b> Status Report</p><p><b>Message</b> no such shop</p><p><b>Description</b> Boilerplate.</p><hr><h3>Tomcat/9</h3>",
  );
  const jetty = page(
    "Error 404",
    "<h2>HTTP ERROR 404 no such shop</h2><table><tr><th>URI:</th><td>/a</td></tr><tr><th>MESSAGE:</th><td>no such shop</td></tr></table>",
  );
  table([
    [
      "Nexus",
      404,
      nexus("The rule X forbids it &lt;here&gt;"),
      { message: "The rule X forbids it <here>", shape: "nexus" },
    ],
    ["Nexus has nothing to say", 404, nexus("Unknown error"), { message: null, shape: "nexus" }],
    ["pypiserver", 409, bottle, { message: "File 'a' exists! Use --force.", shape: "bottle" }],
    ["Tomcat", 404, tomcat, { message: "no such shop", shape: "servlet" }],
    ["Jetty", 404, jetty, { message: "no such shop", shape: "servlet" }],
    [
      "a sign-in page",
      200,
      page("Sign in - Shop", '<h1>Sign in</h1><form><input type="password"></form>'),
      { message: null, shape: "sign-in" },
    ],
  ]);
});
