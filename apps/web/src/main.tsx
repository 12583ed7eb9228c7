import "./first-frame.ts";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import "@mantine/core/styles/Kbd.css";
import "./theme/mantine-variables.css";
import "./theme/global.css";
import { prefetchRoster } from "./api/get-roster.ts";
import { createQueryClient } from "./api/query-client.ts";
import { watchService } from "./api/watch-service.ts";
import { startEngineLater } from "./engine/engines.ts";
import { setUiLanguage } from "./i18n/i18n.ts";
import { pickLanguage } from "./i18n/language.ts";
import { registerServiceWorker } from "./register-service-worker.ts";
import { createPageRouter } from "./router.tsx";
import { theme } from "./theme/theme.ts";

/** How long the first drawing waits for what it would show. */
const PATIENCE_MS = 100;

setUiLanguage(pickLanguage(new URLSearchParams(location.search).get("lang") ?? undefined));
const queryClient = createQueryClient();
const isHome = location.pathname === import.meta.env.BASE_URL;
const roster = isHome ? prefetchRoster(queryClient) : undefined;
await pause();
const router = createPageRouter();
const loaded = router.load();
watchService(queryClient);
startEngineLater();
registerServiceWorker();
// Mostly the list of Pokémon is there already (`color-scheme.js` asks for it): the page is then drawn once, not twice.
if (isHome) await Promise.all([loaded, Promise.race([roster, pause(PATIENCE_MS)])]);

// As a transition: drawn in small steps, so that a slow phone stays responsive.
startTransition(() =>
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
);

/** Lets the browser paint, or answer a tap, between two steps. */
function pause(ms = 0): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
