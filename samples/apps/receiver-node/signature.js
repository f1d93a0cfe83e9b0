import { createHmac, timingSafeEqual } from "node:crypto";

// [START verify]
export function isGenuine(body, header, secret) {
  const { t, v1 } = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const expected = createHmac("sha256", secret).update(`${t}.${body}`).digest();
  const given = Buffer.from(v1 ?? "", "hex");
  return given.length === expected.length && timingSafeEqual(expected, given);
}
// [END verify]
