const MINIMUM = [20, 19];

/**
 * Refuses a Node that is too old in words, instead of failing later on some syntax error.
 * @throws Error naming the version found and the one needed
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
  if (!enough) {
    const message =
      `Idem needs Node.js ${MINIMUM.join('.')} or newer; this is ${version} (${process.execPath}).\n` +
      '  Get one from https://nodejs.org or with your version switcher, then run the command again.';
    throw Object.assign(new Error(message), { forPeople: true });
  }
}
