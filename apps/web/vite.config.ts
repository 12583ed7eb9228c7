import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { creditsPlugin } from "./credits-plugin.ts";
import { en } from "./src/i18n/en.ts";
import { fr } from "./src/i18n/fr.ts";

export default defineConfig(({ mode }) => {
  // Where the development server finds the API; the built page asks `/api` on its own origin.
  const { API_BASE_URL = "http://127.0.0.1:8000" } = loadEnv(mode, import.meta.dirname, "API_");
  const proxy = {
    "/api": {
      target: API_BASE_URL,
      changeOrigin: true,
      rewrite: (path: string) => path.replace(/^\/api/, ""),
    },
  };
  return {
    root: import.meta.dirname,
    plugins: [
      react(),
      creditsPlugin(),
      withoutPalettes(),
      firstPaint(),
      precompressed(),
      offline(),
      ...(mode === "static" ? [withoutService()] : []),
    ],
    // For a strict Content-Security-Policy: nothing inlined, no preload helper, no data: images.
    build: {
      ...{
        outDir: "dist",
        emptyOutDir: true,
        chunkSizeWarningLimit: 600,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: "first-frame", test: /src\/first-frame/, priority: 1 },
              { name: (id, graph) => (isFirstLoad(id, graph) ? "first-load" : null) },
            ],
          },
        },
      },
    },
    worker: { format: "es" },
    // In the network of the containers the page answers to these names too.
    server: { port: 8501, allowedHosts: ["web", "streamlit"], proxy },
    preview: { port: 8501, proxy },
  };
});

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const MAIN = join(import.meta.dirname, "src/main.tsx");
let firstLoad: ReadonlySet<string> | undefined;

/** Whether the home page imports a module: all of them come in one file, as each further one costs a slow network a round trip. */
function isFirstLoad(id: string, graph: ModuleGraph): boolean {
  if (firstLoad === undefined) {
    const reached = new Set([MAIN]);
    for (const each of reached)
      for (const next of graph.getModuleInfo(each)?.importedIds ?? []) reached.add(next);
    firstLoad = reached;
  }
  return firstLoad.has(id);
}

const FIRST_STYLES = "/src/theme/first-paint.css";

/**
 * What is painted before the code has come: fills its texts into `index.html` (`%key:language%`), and keeps its few styles
 * apart from the page's, which then hold up the code but not this first sight.
 */
function firstPaint(): Plugin {
  const texts = { en, fr };
  let [base, isBuild, firstStyles] = ["/", false, ""];
  return {
    name: "first-paint",
    configResolved: (config) => {
      [base, isBuild] = [config.base, config.command === "build"];
    },
    buildStart() {
      if (!isBuild) return;
      const read = (name: string) => readFileSync(join(import.meta.dirname, "src/theme", name), "utf8");
      const source = read("first-paint.css").replace(/@import "\.\/([\w.-]+)";/g, (_, name: string) =>
        read(name),
      );
      firstStyles = this.emitFile({
        ...{ type: "asset", name: "first-paint.css" },
        source: source.replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " "),
      });
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) => {
        const filled = html.replaceAll(/%([\w.]+):(en|fr)%/g, (_, key: string, language: "en" | "fr") => {
          const text = texts[language][key as keyof typeof en];
          if (text === undefined) throw new Error(`index.html names the text "${key}", which is not there`);
          return text;
        });
        return isBuild ? filled.replace(`<link rel="stylesheet" href="${FIRST_STYLES}" />`, "") : filled;
      },
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") return;
        const rest: string[] = [];
        const head = `<link rel="stylesheet" crossorigin href="${base}${this.getFileName(firstStyles)}">`;
        page.source = String(page.source)
          .replaceAll(/\n *<link rel="stylesheet"[^>]*>/g, (link) => {
            rest.push(link);
            return "";
          })
          // The network is the styles' until something is in sight.
          .replaceAll('<script type="module"', '<script type="module" fetchpriority="low"')
          .replace("</head>", `  ${head}\n  </head>`)
          .replace(/\n *<noscript>/, `${rest.join("")}$&`);
      },
    },
  };
}

/** Takes Mantine's palettes out of its style sheet: our colours are in `tokens.css`. */
function withoutPalettes(): Plugin {
  const palette = /red|pink|grape|violet|indigo|blue|cyan|teal|green|lime|yellow|orange/.source;
  const declaration = new RegExp(`--mantine-color-(${palette})-[\\w-]+:[^;}]*;`, "g");
  return {
    name: "without-palettes",
    enforce: "pre",
    transform: (code, id) =>
      id.includes("default-css-variables") ? { code: code.replace(declaration, ""), map: null } : undefined,
  };
}

/** Writes each file of text also as brotli at its best, which a server has no time for: `web-server.ts` sends it. */
function precompressed(): Plugin {
  return {
    name: "precompressed",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css)$/.test(name)) continue;
        const file = join(dir!, name);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
      }
    },
  };
}

const DAY_S = 24 * 60 * 60;

/** The service worker: the page, the facts and what the page has shown of the API are kept for times without a network. */
function offline() {
  return VitePWA({
    registerType: "autoUpdate",
    // `register-service-worker.ts` does it, without an inline script.
    injectRegister: false,
    manifestFilename: "manifest.webmanifest",
    manifest: {
      name: "PredictionDex",
      short_name: "PredictionDex",
      description: "Do I win, and which move do I use? Pokémon: Let's Go battles.",
      start_url: "./",
      scope: "./",
      display: "standalone",
      background_color: "#F4F6F3",
      theme_color: "#11313B",
      icons: [
        { src: "icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "icon-512.png", sizes: "512x512", type: "image/png" },
        { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        { src: "favicon.svg", sizes: "any", type: "image/svg+xml" },
      ],
    },
    workbox: {
      globPatterns: ["**/*.{html,js,css,svg,png,webmanifest}"],
      navigateFallback: "index.html",
      navigateFallbackDenylist: [/^\/api(\/|$)/, /\/licences\.txt$/],
      cleanupOutdatedCaches: true,
      // From the first visit on, and at once after an update.
      clientsClaim: true,
      skipWaiting: true,
      runtimeCaching: [
        {
          // All that answers on this device are made from.
          urlPattern: /\/(api\/v1\/data\/facts|api\/v1\/model\/file|data\/[\w-]+\.(json|bin))$/,
          handler: "StaleWhileRevalidate",
          options: { cacheName: "facts" },
        },
        {
          // What this device can't make itself, as last seen.
          urlPattern: /\/api\/(v1\/(data|datasets|model|predict\/matrix|drift)|predict\/model-info)([/?]|$)/,
          handler: "NetworkFirst",
          options: { cacheName: "told", networkTimeoutSeconds: 5 },
        },
        {
          urlPattern: /\/sprites\/[^/]+\.png$/,
          handler: "StaleWhileRevalidate",
          options: { cacheName: "sprites", expiration: { maxEntries: 400, maxAgeSeconds: 90 * DAY_S } },
        },
      ],
    },
  });
}

/** Marks a page that has no service, so that nothing asks for it ahead. */
function withoutService(): Plugin {
  return {
    name: "without-service",
    transformIndexHtml: (html) => html.replace("<html ", "<html data-static "),
  };
}
