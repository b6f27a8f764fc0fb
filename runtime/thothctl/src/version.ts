/** The version that all packages of this project share. */
export const version = "0.1.100";

/** What is printed of it. */
export const versionLine = `thothctl ${version}`;
