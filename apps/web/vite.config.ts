import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";
import { creditsPlugin } from "./credits-plugin.ts";

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
    plugins: [react(), creditsPlugin()],
    // For a strict Content-Security-Policy: nothing inlined, no preload helper, no data: images.
    build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    // In the network of the containers the page answers to these names too.
    server: { port: 8501, allowedHosts: ["web", "streamlit"], proxy },
    preview: { port: 8501, proxy },
  };
});
