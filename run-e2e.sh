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

# What the user says of --cluster; "none" where the command makes no choice.
chosen() {
  local cluster=${HANDSON_CLUSTER:-} before=""
  for word in "$@"; do
    case $word in
      up | -h | -\? | --help | --version) cluster=none; break ;;
      --cluster=* | --cluster:*) cluster=${word#--cluster?} ;;
      *) if [ "$before" = --cluster ]; then cluster=$word; fi ;;
    esac
    before=$word
  done
  echo "$cluster"
}

# Whether a Docker engine seems to be there, at DOCKER_HOST or at the first of the usual sockets; the program asks more closely.
engine_answers() {
  local host=${DOCKER_HOST:-} socket
  if [ -z "$host" ]; then
    for socket in /var/run/docker.sock "${XDG_RUNTIME_DIR:-}/docker.sock" "${HOME:-}/.docker/run/docker.sock" "${HOME:-}/.docker/desktop/docker.sock"; do
      if [ -S "$socket" ]; then host=unix://$socket; break; fi
    done
  fi
  case $host in
    unix://*)
      socket=${host#unix://}
      [ -S "$socket" ] && [ -w "$socket" ] && { ! command -v curl >/dev/null || curl -s -o /dev/null -m 1 --unix-socket "$socket" http://docker/_ping; } ;;
    tcp://* | http://*)
      command -v curl >/dev/null && curl -s -o /dev/null -m 1 --noproxy '*' "http://${host#*://}/_ping" ;;
    *) return 1 ;;
  esac
}

# Builds the program with ("true") or without ("false") the providers of real clusters; what goes wrong is in $log.
build() {
  RealClusters=$1 dotnet build "$cli/HandsOn.E2E.Cli.csproj" --nologo -v quiet -clp:NoSummary >"$log" 2>&1
}

# Why the packages cannot be restored, in half a sentence; nothing where something else is wrong.
missing() {
  local source packages
  source=$(sed -nE 's/.*error NU1301: .*(https?:\/\/[^ ]+[^ .]).*/\1/p' "$log" | sort -u | head -1)
  packages=$(sed -nE -e 's/.*error NU110[0-9]: [^:]* package ([^ ]+) with version \([^0-9]*([0-9][^,) ]*).*/\1 \2/p' -e 's/.*error NU1101: [^:]* package ([^ ]+)\. .*/\1/p' \
    -e 's/.*error NU1603: .* depends on ([^ ]+) \(>= ([^)]+)\).*/\1 \2/p' "$log" | sort -u | paste -sd, - | sed 's/,/, /g')
  if [ -n "$packages" ]; then echo "no package source has $packages; nuget.org or a mirror that has it is needed"
  elif [ -n "$source" ]; then echo "KubernetesClient, Testcontainers.K3s and Verify cannot be restored, since $source does not answer; nuget.org or a mirror is needed"
  elif grep -q 'error NU[0-9]' "$log"; then grep -m1 -oE 'error NU[0-9].*' "$log" | sed 's/ \[[^[]*\]$//'
  fi
}

fail() {
  cat "$log" >&2
  echo "run-e2e: the build failed" >&2
  exit 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
cluster=$(chosen "$@")
real=false
case ${RealClusters:-} in [Tt]rue) real=true ;; esac
case $cluster in
  k3s | kubeconfig) real=true ;;
  "") if [ $real = false ] && engine_answers; then real=perhaps; fi ;;
esac
# Asking package sources takes seconds: a refusal counts for an hour, or until other packages are wanted.
refused=$root/artifacts/no-real-clusters.txt
if [ $real = perhaps ]; then
  real=true
  if [ -n "$(find "$refused" -mmin -60 -newer "$root/Directory.Packages.props" 2>/dev/null)" ]; then
    real=false
  elif ! build true; then
    why=$(missing)
    [ -n "$why" ] || fail
    mkdir -p "$root/artifacts"
    echo "$why" >"$refused"
    real=false
  fi
  if [ $real = false ]; then
    HANDSON_WHY_NOT_REAL=$(cat "$refused")
    export HANDSON_WHY_NOT_REAL
    build false || fail
  fi
elif ! build $real; then
  why=$(missing)
  [ $real = true ] && [ -n "$why" ] || fail
  echo "run-e2e: ${cluster:+--cluster $cluster: }$why" >&2
  exit 2
fi
[ $real = false ] || rm -f "$refused"
rm -f "$log"
trap - EXIT
exec dotnet "$cli/bin/$([ $real = false ] || echo real/)Debug/net10.0/handson-e2e.dll" "$@"
