/** Errors in XML. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("XML", () => {
  table([
    [
      "S3",
      404,
      '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>There is no such key.</Message><RequestId>4F</RequestId></Error>',
      { message: "There is no such key.", code: "NoSuchKey", requestId: "4F", shape: "xml" },
    ],
    [
      "S3's echo of a signature is ignored",
      403,
      "<Error><Code>BadSignature</Code><Message>No match.</Message><StringToSign>secret words</StringToSign></Error>",
      { message: "No match." },
    ],
    [
      "Google's details",
      403,
      "<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>No.</Message><Details>Nobody may read shop.</Details></Error>",
      { message: "No. Nobody may read shop.", code: "AccessDenied" },
    ],
    [
      "Azure's lines and byte order mark",
      404,
      '\ufeff<?xml version="1.0"?><Error><Code>NoBlob</Code><Message>There is no blob.\nRequestId:5d-0a\nTime:2030-01-01T00:00:00Z</Message></Error>',
      { message: "There is no blob.", code: "NoBlob", requestId: "5d-0a" },
    ],
    [
      "AWS's query protocol",
      403,
      "<ErrorResponse><Error><Type>Sender</Type><Code>Expired</Code><Message>Too old.</Message></Error><RequestId>r</RequestId></ErrorResponse>",
      { message: "Too old.", code: "Expired", requestId: "r" },
    ],
    [
      "a namespace prefix",
      404,
      '<m:error xmlns:m="x"><m:code/><m:message xml:lang="en">No such shop.</m:message></m:error>',
      { message: "No such shop." },
    ],
    ["CDATA", 404, "<Error><Message><![CDATA[a <b> c]]></Message></Error>", { message: "a <b> c" }],
    [
      "Nexus 2",
      400,
      "<nexus-error><errors><error><id>*</id><msg>Shop is read-only.</msg></error></errors></nexus-error>",
      { message: "Shop is read-only." },
    ],
    ["only a code", 403, "<Error><Code>Denied</Code></Error>", { message: null, code: "Denied" }],
    [
      "cut off",
      403,
      "<Error><Code>Denied</Code><Message>Not for you.</Message><Reso",
      { message: "Not for you.", code: "Denied" },
    ],
    [
      "XHTML is a page",
      403,
      '<html xmlns="http://www.w3.org/1999/xhtml"><h1>Closed by the owner.</h1></html>',
      { message: "Closed by the owner.", shape: "html" },
    ],
  ]);
});
