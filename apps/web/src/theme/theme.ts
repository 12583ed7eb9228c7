import { createTheme, type MantineColorsTuple } from "@mantine/core";

const INK: MantineColorsTuple = [
  "#F4F6F3",
  "#E9EDE9",
  "#D8DED9",
  "#B7C4C7",
  "#94A4A9",
  "#75848A",
  "#5A6A72",
  "#42525B",
  "#2B3A41",
  "#14232B",
];

/** What Mantine's components need to know in JavaScript; their CSS variables are in `mantine-variables.css`. */
export const theme = createTheme({
  colors: { ink: INK },
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  white: "#FFFFFF",
  black: "#14232B",
  fontFamily: "var(--font)",
  defaultRadius: "md",
  breakpoints: { sm: "48em", md: "62em", lg: "75em" },
  focusRing: "auto",
  respectReducedMotion: true,
});
