// The least that an HTTP server on this machine costs: node:http alone, one fixed answer. What the API's figures are held
// against, as machines differ and change with what else runs on them.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const body = Buffer.from(await (await fetch(process.argv[2]!)).text());
const server = createServer((_request, response) => {
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
