using System.Runtime.CompilerServices;
using YallaTake;

// The one assembly that PowerShell imports knows the objects of the others, so that a script can name them: [YallaTake.Service].
[assembly: TypeForwardedTo(typeof(AccountBalance))]
[assembly: TypeForwardedTo(typeof(Cancellation))]
[assembly: TypeForwardedTo(typeof(ErrorId))]
[assembly: TypeForwardedTo(typeof(FoundOrder))]
[assembly: TypeForwardedTo(typeof(LedgerCopy))]
[assembly: TypeForwardedTo(typeof(Order))]
[assembly: TypeForwardedTo(typeof(OrderChange))]
[assembly: TypeForwardedTo(typeof(OrderState))]
[assembly: TypeForwardedTo(typeof(OrderStatus))]
[assembly: TypeForwardedTo(typeof(PanelId))]
[assembly: TypeForwardedTo(typeof(Refill))]
[assembly: TypeForwardedTo(typeof(RefillStatus))]
[assembly: TypeForwardedTo(typeof(Service))]
[assembly: TypeForwardedTo(typeof(ServiceChange))]
[assembly: TypeForwardedTo(typeof(ServiceRecord))]
[assembly: TypeForwardedTo(typeof(YallaTakeException))]
