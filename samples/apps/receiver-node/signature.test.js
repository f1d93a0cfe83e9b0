import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { isGenuine } from "./signature.js";

const sign = (body, secret) =>
  `t=1,v1=${createHmac("sha256", secret).update(`1.${body}`).digest("hex")}`;

test("a signature made with the secret is genuine", () => {
  assert.ok(isGenuine("{}", sign("{}", "s3cret"), "s3cret"));
});

test("a signature made with another secret is not", () => {
  assert.ok(!isGenuine("{}", sign("{}", "other"), "s3cret"));
});

test("a header without a signature is not", () => {
  assert.ok(!isGenuine("{}", "", "s3cret"));
});
