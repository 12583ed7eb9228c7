import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { ConfigInvalidError } from "@predictiondex/core";

/** Checks that a port can be listened on. @throws ConfigInvalidError saying which variable moves it. */
export async function checkPortFree(port: number, host: string, variable: string): Promise<void> {
  const code = await new Promise<string | undefined>((done) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
  if (code === undefined) return;
  throw new ConfigInvalidError(
    code === "EADDRINUSE"
      ? `Port ${port} is taken by another program: stop it, or choose another port, such as ${variable}=${port + 1} npm start`
      : `Port ${port} can't be listened on (${code}): choose another port with ${variable}`,
  );
}

/** The machine's IPv4 address on its network; undefined where it has none. */
export function findNetworkAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && address.family === "IPv4" && !address.internal)?.address;
}
