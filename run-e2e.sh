#!/usr/bin/env bash
# Runs the hands-on scenarios, the project's own tests, or the embedded cluster alone: ./run-e2e.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cli=$root/src/HandsOn.E2E.Cli

if ! command -v dotnet >/dev/null; then
  echo "run-e2e: the .NET 10 SDK is missing; install it from https://dot.net/download" >&2
  exit 2
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "${1:-}" = test ]; then
  shift
  exec dotnet test "$root/HandsOn.E2E.sln" --nologo "$@"
fi

if ! log=$(dotnet build "$cli/HandsOn.E2E.Cli.csproj" --nologo -v quiet -clp:NoSummary 2>&1); then
  printf '%s\n' "$log" "run-e2e: the build failed" >&2
  exit 1
fi
exec dotnet "$cli/bin/Debug/net10.0/handson-e2e.dll" "$@"
