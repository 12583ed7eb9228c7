import { createApiClient } from "@predictiondex/contract/client";
import type { QueryClient } from "@tanstack/react-query";
import { IS_STATIC } from "../engine/engines.ts";
import { connection, onConnection, setConnection } from "./connection.ts";

const CLIENT = createApiClient("/api");
/** How often the service is looked for while it is away. */
const LOOK_MS = 3000;

/** Looks for the service while it is away; once it is back, what this device answered is asked of it again. */
export function watchService(queryClient: QueryClient): void {
  if (IS_STATIC) {
    setConnection("static");
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    timer = undefined;
    if (connection() === "service") return;
    if (await isThere()) {
      setConnection("service");
      void queryClient.invalidateQueries();
    } else later();
  };
  const later = (): void => {
    timer ??= setTimeout(() => void look(), LOOK_MS);
  };
  onConnection(() => {
    if (connection() !== "service") later();
  });
  addEventListener("online", () => {
    clearTimeout(timer);
    void look();
  });
}

/** Whether the service answers, and has its data. */
async function isThere(): Promise<boolean> {
  try {
    const { data } = await CLIENT.health();
    return data;
  } catch {
    return false;
  }
}
