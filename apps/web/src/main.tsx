import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/Skeleton.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import "@mantine/core/styles/Kbd.css";
import "./theme/tokens.css";
import "./theme/mantine-variables.css";
import "./theme/global.css";
import "./theme/first-paint.css";
import { createQueryClient } from "./api/query-client.ts";
import { watchService } from "./api/watch-service.ts";
import { startEngineLater } from "./engine/engines.ts";
import { startI18n } from "./i18n/i18n.ts";
import { pickLanguage } from "./i18n/language.ts";
import { registerServiceWorker } from "./register-service-worker.ts";
import { createPageRouter } from "./router.tsx";
import { theme } from "./theme/theme.ts";

startI18n(pickLanguage(new URLSearchParams(location.search).get("lang") ?? undefined));
const queryClient = createQueryClient();
const router = createPageRouter();
watchService(queryClient);
startEngineLater();
registerServiceWorker();

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
