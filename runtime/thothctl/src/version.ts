/** The version that all packages of this project share. */
export const version = "0.1.100";
