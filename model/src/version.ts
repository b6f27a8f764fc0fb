/** The version that all packages share; a test holds it to their package.json. */
export const version = "0.1.100";
