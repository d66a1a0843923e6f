/** JSON of software for private clouds: OpenStack, Kubernetes, VMware and others, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("clouds", () => {
  table([
    [
      "Keystone",
      401,
      { error: { code: 401, title: "Unauthorized", message: "This needs a token of the project." } },
      { message: "This needs a token of the project.", code: null },
    ],
    [
      "Nova: the wrapper names the kind of fault",
      403,
      { forbidden: { code: 403, message: "Policy does not let you list servers." } },
      { message: "Policy does not let you list servers." },
    ],
    [
      "Neutron",
      404,
      { NeutronError: { type: "NetworkNotFound", message: "There is no network lab.", detail: "" } },
      { message: "There is no network lab.", code: "NetworkNotFound" },
    ],
    [
      "Ironic: JSON as text",
      404,
      {
        error_message: JSON.stringify({
          faultcode: "Client",
          faultstring: "Node r7 is gone.",
          debuginfo: null,
        }),
      },
      { message: "Node r7 is gone.", code: "Client" },
    ],
    [
      "Kubernetes",
      403,
      {
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: 'pods is forbidden: User "ci" cannot list pods',
        reason: "Forbidden",
        details: { kind: "pods" },
        code: 403,
      },
      { message: 'pods is forbidden: User "ci" cannot list pods', code: null },
    ],
    [
      "vSphere",
      401,
      {
        type: "com.vmware.vapi.std.errors.unauthenticated",
        value: {
          messages: [
            { args: [], default_message: "Sign in to the server first.", id: "com.vmware.vapi.auth" },
          ],
        },
      },
      { message: "Sign in to the server first.", code: "com.vmware.vapi.std.errors.unauthenticated" },
    ],
    [
      "NSX",
      403,
      {
        httpStatus: "FORBIDDEN",
        error_code: 98,
        module_name: "common-services",
        error_message: "The credentials were wrong or the account is locked.",
      },
      { message: "The credentials were wrong or the account is locked." },
    ],
    [
      "Nutanix",
      401,
      {
        state: "ERROR",
        code: 401,
        message_list: [{ message: "No cookie of a session came along.", reason: "AUTHENTICATION_REQUIRED" }],
        kind: "image",
      },
      { message: "No cookie of a session came along." },
    ],
    [
      "Infoblox",
      404,
      {
        Error: "AdmConDataNotFoundError: No zone of this name",
        code: "Client.Ibap.Data.NotFound",
        text: "No zone of this name",
      },
      { message: "AdmConDataNotFoundError: No zone of this name", code: "Client.Ibap.Data.NotFound" },
    ],
    [
      "Hadoop",
      403,
      {
        RemoteException: {
          exception: "AccessControlException",
          javaClassName: "org.apache.hadoop.security.AccessControlException",
          message: "Permission denied: user=ci, access=WRITE",
        },
      },
      { message: "Permission denied: user=ci, access=WRITE" },
    ],
    [
      "an object store's code without words",
      403,
      { Code: "AccessDenied", RequestId: "tx0001", HostId: "z-1" },
      { message: null, code: "AccessDenied", requestId: "tx0001" },
    ],
  ]);
});
