import { createServer } from "node:http";
import { isGenuine } from "./signature.js";

const secret = process.env.FERRY_SECRET ?? "";
const port = Number(process.env.PORT ?? 8080);

createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const header = request.headers["ferry-signature"] ?? "";
    response.statusCode = isGenuine(body, header, secret) ? 204 : 401;
    response.end();
  });
}).listen(port, () => console.log(`listening on ${port}`));
