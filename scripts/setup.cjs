// Runs before every command, on whatever Node the machine has: plain old JavaScript on purpose, so that an old Node
// reaches the line that says what to do. It installs what is missing, then hands over to the pinned Node.
"use strict";

var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");

var OLDEST_NODE = 20;
var PINNED_NODE = 24;
var root = path.resolve(__dirname, "..");
var stampFile = path.join(root, "node_modules", ".predictiondex-install");
var pinnedNode = path.join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

var COMMANDS = {
  start: ["apps/cli/src/main.ts", "start"],
  cli: ["apps/cli/src/main.ts"],
  test: ["scripts/test.ts"],
  "test:docker": ["test/docker/main.ts"],
  bench: ["bench/main.ts"],
  "build:static": ["scripts/build-static.ts"],
  screenshots: ["test/browser/screenshots.ts"],
  "data:build": ["scripts/build-data.ts"],
  "kernel:compile": ["scripts/compile-kernel.ts"],
  "mutate:battle": ["scripts/mutate-battle.ts"],
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

function lockFileDigest() {
  var lock = fs.readFileSync(path.join(root, "package-lock.json"));
  var hash = crypto.createHash("sha256").update(lock);
  return hash.update(process.platform + " " + process.arch).digest("hex");
}

function isInstalled() {
  try {
    return fs.readFileSync(stampFile, "utf8") === lockFileDigest();
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
    throw error;
  }
}

function install() {
  console.error("Installing what is missing (about a minute the first time) …");
  // npm names its own script in the environment; without it (node scripts/setup.cjs) the shell finds npm.
  var npm = process.env.npm_execpath;
  var arguments_ = ["ci", "--no-fund", "--no-audit", "--loglevel=error"];
  var result = npm
    ? childProcess.spawnSync(process.execPath, [npm].concat(arguments_), {
        cwd: root,
        stdio: ["ignore", 2, 2],
      })
    : childProcess.spawnSync("npm", arguments_, { cwd: root, stdio: ["ignore", 2, 2], shell: true });
  if (result.status !== 0) {
    fail("The install failed (see above). Check the network and the disk, then run the same command again.");
  }
  fs.writeFileSync(stampFile, lockFileDigest());
}

function checkPinnedNode() {
  var version = fs.existsSync(pinnedNode)
    ? String(childProcess.spawnSync(pinnedNode, ["--version"], { encoding: "utf8" }).stdout)
    : "";
  if (Number((/^v(\d+)\./.exec(version) || [])[1]) === PINNED_NODE) return;
  fail(
    "Node " +
      PINNED_NODE +
      " did not come with the install (" +
      path.relative(root, pinnedNode) +
      (version ? " is " + version.trim() : " is missing") +
      "). Install scripts may be switched off: run `npm ci --ignore-scripts=false`, then the same command again.",
  );
}

function run(script, arguments_) {
  var bin = path.join(root, "node_modules", ".bin");
  var environment = Object.assign({}, process.env, {
    PATH: path.dirname(pinnedNode) + path.delimiter + bin + path.delimiter + process.env.PATH,
  });
  // The channel tells the child when this process is gone, even by kill -9, so that nothing is left running.
  var child = childProcess.spawn(pinnedNode, script.concat(arguments_), {
    cwd: root,
    env: environment,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach(function forward(signal) {
    process.on(signal, function pass() {
      // A terminal sends Ctrl-C to both; the child ignores a second one.
      if (signal !== "SIGINT") child.kill(signal);
    });
  });
  child.on("exit", function leave(code, signal) {
    process.exit(signal ? 1 : code);
  });
}

function main(arguments_) {
  var command = COMMANDS[arguments_[0]];
  if (!command) fail("Unknown command: " + arguments_[0] + ". Known: " + Object.keys(COMMANDS).join(", "));
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    fail(
      "PredictionDex needs Node " +
        OLDEST_NODE +
        " or newer; this is Node " +
        process.versions.node +
        ". Install a newer one from nodejs.org, then run the same command again.",
    );
  }
  if (!isInstalled()) install();
  checkPinnedNode();
  run(
    command.map(function absolute(part) {
      return part.indexOf("/") > 0 ? path.join(root, part) : part;
    }),
    arguments_.slice(1),
  );
}

main(process.argv.slice(2));
